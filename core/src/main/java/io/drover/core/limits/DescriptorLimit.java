/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;

/**
 * How many descriptors a process may have, and the last of them, which connections must leave for other things.
 *
 * <p>Threading: immutable; safe from any thread.
 */
public final class DescriptorLimit {
    private static final int RESERVE = 64;

    private final int unreserved;

    private DescriptorLimit(long limit) {
        // With a limit so low that nothing would be left, most of it has to do.
        this.unreserved = (int) Math.min(Integer.MAX_VALUE, Math.max(limit - RESERVE, limit * 3 / 4));
    }

    /** Reads the limit of this process (getrlimit(2) RLIMIT_NOFILE), which the JVM has raised as far as it may. */
    public static DescriptorLimit ofThisProcess() {
        return new DescriptorLimit(read());
    }

    /**
     * Returns a given limit.
     *
     * @param limit one more than the highest number that a descriptor can have, see getrlimit(2)
     */
    public static DescriptorLimit of(long limit) {
        return new DescriptorLimit(limit);
    }

    private static long read() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
                if (line.startsWith("Max open files")) {
                    return Long.parseLong(new StringTokenizer(line.substring("Max open files".length())).nextToken());
                }
            }
        } catch (IOException | NumberFormatException e) {
            // "unlimited", or no /proc: then there is nothing to keep free of.
        }
        return Integer.MAX_VALUE;
    }

    /** Returns how many there are, without those that connections must leave. */
    public int unreserved() {
        return unreserved;
    }

    /**
     * Tells whether a descriptor that was just made is one of the last there are. The kernel gives out the lowest free
     * number (open(2)): below that one none is left. How many are above it the number does not say.
     */
    public boolean isReserved(int fd) {
        return fd >= unreserved;
    }
}
