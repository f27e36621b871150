/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Signals to processes that a test has started. */
public final class Signals {
    private static final int PATIENCE_S = 10;

    private Signals() {}

    /**
     * Sends a signal to a process; nothing happens where it is gone.
     *
     * @param name without SIG
     */
    public static void send(String name, long pid) {
        sendTogether(List.of(name), pid);
    }

    /** Sends several, with nothing in between that takes time. */
    public static void sendTogether(List<String> names, long pid) {
        run(names.stream().map(name -> "kill -" + name + " " + pid).collect(Collectors.joining("; ")));
    }

    /** Sends a signal to all processes of a group. */
    public static void sendToGroup(String name, long groupId) {
        run("kill -" + name + " -" + groupId);
    }

    /** The shell's own kill is there even where procps is not installed. */
    private static void run(String script) {
        try {
            Process kill = new ProcessBuilder("/bin/sh", "-c", script)
                    .redirectErrorStream(true)
                    .start();
            kill.getInputStream().readAllBytes();
            if (!kill.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                throw new AssertionError("kill has not ended");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
