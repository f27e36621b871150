/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Candidates a test can change; asking them allocates nothing. */
final class FakeCandidates implements Candidates {
    private int[] slots;
    private long[] openConnections;
    private int[] weights;

    private FakeCandidates(int[] slots) {
        this.slots = slots;
        this.openConnections = new long[slots.length];
        this.weights = new int[0];
    }

    /** Returns candidates in slots 0 to {@code count - 1}, without connections. */
    static FakeCandidates count(int count) {
        return new FakeCandidates(IntStream.range(0, count).toArray());
    }

    /** Returns candidates in the given slots, without connections. */
    static FakeCandidates inSlots(int... slots) {
        return new FakeCandidates(slots.clone());
    }

    /** Returns candidates in slots from 0, one for each number of open connections. */
    static FakeCandidates withOpen(long... openConnections) {
        FakeCandidates candidates = count(openConnections.length);
        candidates.openConnections = openConnections.clone();
        return candidates;
    }

    /** Returns candidates in slots from 0, one for each weight, without connections. */
    static FakeCandidates weighted(int... weights) {
        FakeCandidates candidates = count(weights.length);
        candidates.weights = weights.clone();
        return candidates;
    }

    /** Replaces the candidates by others, without connections. */
    void nowInSlots(int... slots) {
        this.slots = slots.clone();
        this.openConnections = new long[slots.length];
    }

    void open(int index, long connections) {
        openConnections[index] = connections;
    }

    void weight(int index, int weight) {
        if (weights.length == 0) {
            weights = new int[slots.length];
            Arrays.fill(weights, 1);
        }
        weights[index] = weight;
    }

    void add(int index, long connections) {
        openConnections[index] += connections;
    }

    long fewestOpen() {
        return Arrays.stream(openConnections).min().orElseThrow();
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

    @Override
    public int weight(int index) {
        return weights.length == 0 ? 1 : weights[index];
    }

    @Override
    public boolean isWeighted() {
        return weights.length > 0;
    }
}
