/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomTwoTest {
    private final SplittableRandom random = new SplittableRandom(7);
    private final RandomTwo policy = new RandomTwo(new SplittableRandom(8));

    @Test
    void choosesTheLessLoadedOfTheTwoItLooksAt() {
        for (int choice = 0; choice < 10_000; choice++) {
            Watched candidates =
                    new Watched(random.longs(random.nextInt(2, 12), 0, 10).toArray());

            int chosen = policy.choose(candidates, choice);

            Set<Integer> asked = candidates.asked();
            assertThat(asked).hasSize(2).contains(chosen);
            assertThat(asked).allSatisfy(index -> assertThat(candidates.open[chosen])
                    .isLessThanOrEqualTo(candidates.open[index]));
        }
    }

    @Test
    void looksAtEveryPairEquallyOften() {
        Map<Set<Integer>, Integer> pairs = new HashMap<>();

        for (int choice = 0; choice < 10_000; choice++) {
            Watched candidates = new Watched(0, 0, 0, 0, 0);
            policy.choose(candidates, 0);
            pairs.merge(candidates.asked(), 1, Integer::sum);
        }

        assertThat(pairs).hasSize(10);
        assertThat(pairs.values()).allSatisfy(count -> assertThat(count).isBetween(850, 1150));
    }

    @Test
    void givesEquallyLoadedWorkersAboutTheSame() {
        FakeCandidates candidates = FakeCandidates.count(8);
        int[] served = new int[8];

        for (int choice = 0; choice < 8000; choice++) {
            served[policy.choose(candidates, choice)]++;
        }

        assertThat(Arrays.stream(served)).allSatisfy(count -> assertThat(count).isBetween(850, 1150));
    }

    @Test
    void neverChoosesTheMostLoadedOfAll() {
        FakeCandidates candidates = FakeCandidates.withOpen(3, 9, 4, 5);

        for (int choice = 0; choice < 1000; choice++) {
            assertThat(policy.choose(candidates, choice)).isNotEqualTo(1);
        }
    }

    @Test
    void alwaysChoosesTheLessLoadedOfOnlyTwo() {
        for (int choice = 0; choice < 1000; choice++) {
            assertThat(policy.choose(FakeCandidates.withOpen(2, 1), choice)).isEqualTo(1);
            assertThat(policy.choose(FakeCandidates.withOpen(1, 2), choice)).isZero();
        }
    }

    @Test
    void choosesTheOnlyWorkerThereIs() {
        for (int choice = 0; choice < 100; choice++) {
            assertThat(policy.choose(FakeCandidates.withOpen(1_000_000), choice))
                    .isZero();
        }
    }

    /** The point of two choices: one random choice would put about 130 on the fullest of 100 workers here. */
    @Test
    void keepsTheFullestWorkerNearTheAverage() {
        FakeCandidates candidates = FakeCandidates.count(100);

        for (int choice = 0; choice < 10_000; choice++) {
            candidates.add(policy.choose(candidates, choice), 1);
        }

        for (int i = 0; i < 100; i++) {
            assertThat(candidates.openConnections(i)).isBetween(92L, 105L);
        }
    }

    @Test
    void needsNoSourceOfRandomnessFromTheUser() {
        assertThat(new RandomTwo().choose(FakeCandidates.withOpen(1, 0), 0)).isEqualTo(1);
    }

    /** Remembers whose load was asked for. */
    private static final class Watched implements Candidates {
        private final long[] open;
        private final List<Integer> askedInOrder = new ArrayList<>();

        Watched(long... open) {
            this.open = open;
        }

        Set<Integer> asked() {
            return Set.copyOf(askedInOrder);
        }

        @Override
        public int count() {
            return open.length;
        }

        @Override
        public int slot(int index) {
            return index;
        }

        @Override
        public long openConnections(int index) {
            askedInOrder.add(index);
            return open[index];
        }
    }
}
