/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package sun.nio.ch;

/**
 * What the descriptors of this process are to the cluster.
 *
 * <p>Threading: safe from any thread. A mark is written by the thread that gets a descriptor and by the one that closes
 * it; whoever shares a descriptor between threads publishes it safely, as for any other object.
 */
final class DroverMarks {
    /** Not ours. */
    static final byte FOREIGN = 0;

    /** A listening socket of the application that is the worker's end of a lane. */
    static final byte LANE = 1;

    /** A listening socket of the application that all workers accept on. */
    static final byte SHARED = 2;

    /** A listening socket of the application that gets no more connections. */
    static final byte SILENT = 3;

    /** A connection that came through one of those. */
    static final byte CONNECTION = 4;

    /** As {@link #LANE}, of a channel, which says of each connection itself whether calls on it wait. */
    static final byte CHANNEL_LANE = 5;

    private static final int PAGE_BITS = 12;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;

    /** Enough for 16 million descriptors; higher ones are left alone. */
    private static final byte[][] MARKS = new byte[PAGE_SIZE][];

    private DroverMarks() {}

    static byte of(int fd) {
        int page = fd >>> PAGE_BITS;
        byte[] marks = page < MARKS.length ? MARKS[page] : null;
        return marks == null ? FOREIGN : marks[fd & (PAGE_SIZE - 1)];
    }

    static void set(int fd, byte mark) {
        int page = fd >>> PAGE_BITS;
        if (page < MARKS.length) {
            page(page)[fd & (PAGE_SIZE - 1)] = mark;
        }
    }

    private static byte[] page(int page) {
        byte[] marks = MARKS[page];
        if (marks == null) {
            synchronized (MARKS) {
                marks = MARKS[page];
                if (marks == null) {
                    marks = new byte[PAGE_SIZE];
                    MARKS[page] = marks;
                }
            }
        }
        return marks;
    }

    /** Returns the open connections that came through a listening socket of ours. */
    static int[] connections() {
        int[] found = new int[64];
        int count = 0;
        for (int page = 0; page < MARKS.length; page++) {
            byte[] marks = MARKS[page];
            for (int i = 0; marks != null && i < PAGE_SIZE; i++) {
                if (marks[i] == CONNECTION) {
                    if (count == found.length) {
                        found = java.util.Arrays.copyOf(found, 2 * count);
                    }
                    found[count++] = (page << PAGE_BITS) + i;
                }
            }
        }
        return java.util.Arrays.copyOf(found, count);
    }
}
