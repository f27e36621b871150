/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The less loaded of two workers drawn at random: near the balance of {@link LeastConnections} at a cost that does not
 * grow with the number of workers (Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing").
 */
public final class RandomTwo implements SchedulingPolicy {
    private final RandomGenerator random;

    public RandomTwo() {
        this(new SplittableRandom());
    }

    /**
     * Draws from the given source.
     *
     * @param random used by the acceptor thread only
     */
    public RandomTwo(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public int choose(Candidates candidates, long clientKey) {
        int count = candidates.count();
        if (count == 1) {
            return 0;
        }
        int first = random.nextInt(count);
        // Two different ones: the second draw is over the rest, shifted past the first.
        int second = random.nextInt(count - 1);
        if (second >= first) {
            second++;
        }
        return candidates.openConnections(second) < candidates.openConnections(first) ? second : first;
    }
}
