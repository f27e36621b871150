/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much of the time a thread was in need of a core.
 *
 * @param runningNs on a core
 * @param waitingNs for one, while others had it
 */
record LoopUse(long runningNs, long waitingNs) {
    private static final Path SCHEDSTAT = Path.of("/proc/thread-self/schedstat");

    /** Reads it for the thread that asks (proc-pid-schedstat); zeros where the kernel does not count it. */
    static LoopUse ofThisThread() {
        try {
            String[] fields = Files.readString(SCHEDSTAT).trim().split(" ", -1);
            return new LoopUse(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
        } catch (IOException | RuntimeException e) {
            return new LoopUse(0, 0);
        }
    }

    /** Returns the part of the time since another reading that it ran or waited, 0 to 1. */
    double shareSince(LoopUse before, long elapsedNs) {
        double used = runningNs - before.runningNs + (waitingNs - before.waitingNs);
        return elapsedNs > 0 ? Math.min(1, used / elapsedNs) : 0;
    }
}
