/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

/** The worker with the fewest open connections; workers with equally few take turns. */
public final class LeastConnections implements SchedulingPolicy {
    private final Rotation rotation = new Rotation();

    @Override
    public int choose(Candidates candidates, long clientKey) {
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
}
