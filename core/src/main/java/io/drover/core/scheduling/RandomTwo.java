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
 *
 * <p>Where weights differ, each is drawn as often as its weight says, which takes a look at all of them, and its load is
 * its open connections in proportion to its weight.
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
        if (candidates.isWeighted()) {
            return chooseWeighted(candidates);
        }
        int first = random.nextInt(count);
        // Two different ones: the second draw is over the rest, shifted past the first.
        int second = random.nextInt(count - 1);
        if (second >= first) {
            second++;
        }
        return candidates.openConnections(second) < candidates.openConnections(first) ? second : first;
    }

    private int chooseWeighted(Candidates candidates) {
        int total = 0;
        for (int i = 0; i < candidates.count(); i++) {
            total += candidates.weight(i);
        }
        int first = draw(candidates, random.nextInt(total), -1);
        int second = draw(candidates, random.nextInt(total - candidates.weight(first)), first);
        return Load.compare(candidates, second, first) < 0 ? second : first;
    }

    /** Returns whose part of the sum of weights a number falls into, with one of them left out. */
    private static int draw(Candidates candidates, int number, int leftOut) {
        int rest = number;
        int index = leftOut == 0 ? 1 : 0;
        while (rest >= candidates.weight(index)) {
            rest -= candidates.weight(index);
            index += index + 1 == leftOut ? 2 : 1;
        }
        return index;
    }
}
