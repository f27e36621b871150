/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

/** Every worker in turn: over any run of connections with all workers ready, their counts differ by at most 1. */
public final class RoundRobin implements SchedulingPolicy {
    private final Rotation rotation = new Rotation();

    @Override
    public int choose(Candidates candidates, long clientKey) {
        int index = rotation.next(candidates);
        rotation.served(index, candidates.slot(index));
        return index;
    }
}
