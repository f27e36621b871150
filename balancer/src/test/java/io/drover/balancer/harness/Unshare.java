/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What this process may have to itself, by unshare(1); it takes root, or a system that lets others. */
final class Unshare {
    private Unshare() {}

    /**
     * Tells whether a command works here that becomes the program behind it.
     *
     * @param command without that program
     */
    static boolean isPossible(List<String> command) {
        try {
            List<String> probe = new ArrayList<>(command);
            probe.add("true");
            Process process =
                    new ProcessBuilder(probe).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
