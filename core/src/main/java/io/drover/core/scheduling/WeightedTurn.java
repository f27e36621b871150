/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

import java.util.Arrays;

/**
 * A turn that comes to each slot in proportion to its weight, spread evenly: with weights 5, 1 and 1 the order is
 * {@code a a b a c a a} and not {@code a a a a a b c}.
 *
 * <p>Each slot has a credit. Whenever it takes part its credit grows by its weight, and who has most gets the turn and
 * pays what all have gained. So credits add up to 0, nobody's falls to the sum of the weights below 0, and after as many
 * turns as that sum all are 0 again: until then each has had exactly as many turns as its weight. One that stays away
 * neither gains nor pays.
 */
final class WeightedTurn {
    private long[] credits = new long[0];
    private long gained;
    private long mostCredit;
    private int bestIndex;
    private int bestSlot;

    /** Returns the index of the candidate, among all, whose turn it is. */
    int among(Candidates candidates) {
        begin();
        for (int index = 0; index < candidates.count(); index++) {
            add(index, candidates);
        }
        return take();
    }

    /** Begins a turn, in which none takes part yet. */
    void begin() {
        gained = 0;
        mostCredit = Long.MIN_VALUE;
    }

    /** Has a candidate take part. */
    void add(int index, Candidates candidates) {
        int slot = candidates.slot(index);
        if (slot >= credits.length) {
            credits = Arrays.copyOf(credits, Math.max(slot + 1, 2 * credits.length));
        }
        int weight = candidates.weight(index);
        gained += weight;
        long credit = credits[slot] + weight;
        credits[slot] = credit;
        if (credit > mostCredit) {
            mostCredit = credit;
            bestIndex = index;
            bestSlot = slot;
        }
    }

    /** Ends the turn, and returns the index of the candidate that has it; at least one has to take part. */
    int take() {
        credits[bestSlot] -= gained;
        return bestIndex;
    }
}
