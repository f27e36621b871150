/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.scheduling;

import io.drover.core.scheduling.Candidates;

/** Candidates in plain memory: what a policy costs when asking about them costs next to nothing. */
final class ArrayCandidates implements Candidates {
    private final int[] slots;
    private final long[] openConnections;

    ArrayCandidates(int count) {
        slots = new int[count];
        openConnections = new long[count];
        for (int index = 0; index < count; index++) {
            slots[index] = index;
        }
    }

    void opened(int index) {
        openConnections[index]++;
    }

    void closed(int index) {
        openConnections[index]--;
    }

    @Override
    public int count() {
        return slots.length;
    }

    @Override
    public int slot(int index) {
        return slots[index];
    }

    @Override
    public long openConnections(int index) {
        return openConnections[index];
    }
}
