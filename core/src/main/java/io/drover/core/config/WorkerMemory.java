/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import java.util.List;
import java.util.Locale;

/** How much memory a worker is expected to need. */
public final class WorkerMemory {
    /** A JVM beside its heap: code, metaspace, threads, buffers. */
    private static final long OVERHEAD_BYTES = 128L << 20;

    /** A worker of which nothing is known: a small framework and its heap fit in. */
    private static final long DEFAULT_BYTES = 384L << 20;

    private static final String MAX_HEAP = "-Xmx";

    private WorkerMemory() {}

    /** Returns the bytes one worker may need: its -Xmx and what a JVM needs beside, or a common value without one. */
    public static long expectedBytes(List<String> jvmArgs) {
        long heap = -1;
        for (String arg : jvmArgs) {
            if (arg.startsWith(MAX_HEAP)) {
                heap = sizeBytes(arg.substring(MAX_HEAP.length()));
            }
        }
        return heap < 0 ? DEFAULT_BYTES : heap + OVERHEAD_BYTES;
    }

    /** Tells whether the user has set the heap of the workers in any of the ways the JVM has. */
    public static boolean isHeapSet(List<String> jvmArgs) {
        return jvmArgs.stream()
                .anyMatch(arg ->
                        arg.startsWith(MAX_HEAP) || arg.startsWith("-XX:MaxHeapSize=") || arg.startsWith("-XX:MaxRAM"));
    }

    /** Reads a size as the JVM does: digits and k, m, g or t. Returns -1 for anything else: the JVM will complain. */
    static long sizeBytes(String text) {
        if (!text.matches("[0-9]{1,12}[kKmMgGtT]?")) {
            return -1;
        }
        char unit = text.toLowerCase(Locale.ROOT).charAt(text.length() - 1);
        int shift =
                switch (unit) {
                    case 'k' -> 10;
                    case 'm' -> 20;
                    case 'g' -> 30;
                    case 't' -> 40;
                    default -> 0;
                };
        String digits = shift == 0 ? text : text.substring(0, text.length() - 1);
        return Long.parseLong(digits) << shift;
    }
}
