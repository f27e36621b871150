/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

/**
 * The requests of a connection that are not answered yet, the oldest first: when each was due, and when it was sent.
 *
 * <p>Threading: owned by the connection's event loop.
 */
final class InFlight {
    private final long[] dueNs;
    private final long[] askedNs;
    private int first;
    private int count;

    /** Makes room for so many. */
    InFlight(int most) {
        dueNs = new long[most];
        askedNs = new long[most];
    }

    void add(long due, long asked) {
        int at = (first + count) % dueNs.length;
        dueNs[at] = due;
        askedNs[at] = asked;
        count++;
    }

    void removeOldest() {
        first = (first + 1) % dueNs.length;
        count--;
    }

    long oldestDueNs() {
        return dueNs[first];
    }

    long oldestAskedNs() {
        return askedNs[first];
    }

    int count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isFull() {
        return count == dueNs.length;
    }
}
