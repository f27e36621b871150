/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

/**
 * Every worker in turn: over any run of connections with all workers ready, their counts differ by at most 1. Where
 * weights differ, each gets exactly its part of every run as long as the sum of weights, and those with few turns have
 * them between those with many.
 */
public final class RoundRobin implements SchedulingPolicy {
    private final Rotation rotation = new Rotation();
    private final WeightedTurn weighted = new WeightedTurn();

    @Override
    public int choose(Candidates candidates, long clientKey) {
        if (candidates.isWeighted()) {
            return weighted.among(candidates);
        }
        int index = rotation.next(candidates);
        rotation.served(index, candidates.slot(index));
        return index;
    }
}
