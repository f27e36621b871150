/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

/**
 * The worker with the fewest open connections, in proportion to its weight; workers with equally few take turns, which
 * come to each as often as its weight says.
 */
public final class LeastConnections implements SchedulingPolicy {
    private final Rotation rotation = new Rotation();
    private final WeightedTurn weighted = new WeightedTurn();

    @Override
    public int choose(Candidates candidates, long clientKey) {
        if (candidates.isWeighted()) {
            return chooseWeighted(candidates);
        }
        int count = candidates.count();
        int index = rotation.next(candidates);
        int best = index;
        long fewest = candidates.openConnections(index);
        for (int seen = 1; seen < count; seen++) {
            if (++index == count) {
                index = 0;
            }
            long open = candidates.openConnections(index);
            if (open < fewest) {
                fewest = open;
                best = index;
            }
        }
        rotation.served(best, candidates.slot(best));
        return best;
    }

    private int chooseWeighted(Candidates candidates) {
        int count = candidates.count();
        int best = 0;
        for (int index = 1; index < count; index++) {
            if (Load.compare(candidates, index, best) < 0) {
                best = index;
            }
        }
        weighted.begin();
        for (int index = best; index < count; index++) {
            if (Load.compare(candidates, index, best) == 0) {
                weighted.add(index, candidates);
            }
        }
        return weighted.take();
    }
}
