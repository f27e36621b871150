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

    /** What a JVM takes as heap when it is told of the memory only. */
    private static final double DEFAULT_HEAP_PERCENT = 25;

    private static final String MAX_HEAP = "-Xmx";
    private static final String MAX_HEAP_LONG = "-XX:MaxHeapSize=";
    private static final String MAX_RAM = "-XX:MaxRAM=";
    private static final String MAX_RAM_PERCENTAGE = "-XX:MaxRAMPercentage=";

    private WorkerMemory() {}

    /**
     * Returns the bytes one worker may need: the heap that its arguments allow and what a JVM needs beside, or a common
     * value where they say nothing of it.
     *
     * @param machineBytes the memory of which an argument names a part
     */
    public static long expectedBytes(List<String> jvmArgs, long machineBytes) {
        long heap = maxHeapBytes(jvmArgs);
        if (heap < 0) {
            heap = partOfMemoryBytes(jvmArgs, machineBytes);
        }
        return heap < 0 ? DEFAULT_BYTES : heap + OVERHEAD_BYTES;
    }

    /** As the JVM does: the last one counts, and goes before every part of the memory. */
    private static long maxHeapBytes(List<String> jvmArgs) {
        long heap = -1;
        for (String arg : jvmArgs) {
            if (arg.startsWith(MAX_HEAP)) {
                heap = sizeBytes(arg.substring(MAX_HEAP.length()));
            } else if (arg.startsWith(MAX_HEAP_LONG)) {
                heap = sizeBytes(arg.substring(MAX_HEAP_LONG.length()));
            }
        }
        return heap;
    }

    private static long partOfMemoryBytes(List<String> jvmArgs, long machineBytes) {
        double percent = -1;
        long memory = -1;
        for (String arg : jvmArgs) {
            if (arg.startsWith(MAX_RAM_PERCENTAGE)) {
                percent = percentage(arg.substring(MAX_RAM_PERCENTAGE.length()));
            } else if (arg.startsWith(MAX_RAM)) {
                memory = sizeBytes(arg.substring(MAX_RAM.length()));
            }
        }
        if (percent < 0 && memory < 0) {
            return -1;
        }
        double of = memory < 0 ? machineBytes : memory;
        return (long) (of * (percent < 0 ? DEFAULT_HEAP_PERCENT : percent) / 100);
    }

    /** Tells whether the user has set the heap of the workers in any of the ways the JVM has. */
    public static boolean isHeapSet(List<String> jvmArgs) {
        return jvmArgs.stream()
                .anyMatch(arg ->
                        arg.startsWith(MAX_HEAP) || arg.startsWith(MAX_HEAP_LONG) || arg.startsWith("-XX:MaxRAM"));
    }

    /** Returns a number from 0 to 100, or -1 for anything else: the JVM will complain. */
    private static double percentage(String text) {
        if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,9})?")) {
            return -1;
        }
        double percent = Double.parseDouble(text);
        return percent <= 100 ? percent : -1;
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
