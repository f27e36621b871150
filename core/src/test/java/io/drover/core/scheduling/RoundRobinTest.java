/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundRobinTest {
    private final RoundRobin policy = new RoundRobin();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16, 256})
    void givesEveryWorkerTheSameNumberOrOneMore(int count) {
        FakeCandidates candidates = FakeCandidates.count(count);
        int[] served = new int[count];

        for (int choice = 1; choice <= 1000; choice++) {
            served[policy.choose(candidates, choice)]++;
            assertThat(spread(served)).as("after choice %d", choice).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void servesSlotsInAscendingOrderAndStartsAgain() {
        FakeCandidates candidates = FakeCandidates.inSlots(2, 5, 9);

        int[] chosen = IntStream.range(0, 7)
                .map(choice -> candidates.slot(policy.choose(candidates, 0)))
                .toArray();

        assertThat(chosen).containsExactly(2, 5, 9, 2, 5, 9, 2);
    }

    @Test
    void goesOnBehindTheSlotServedLastWhenCandidatesComeAndGo() {
        FakeCandidates candidates = FakeCandidates.inSlots(0, 1, 2, 3);
        assertThat(slotChosen(candidates)).isZero();
        assertThat(slotChosen(candidates)).isEqualTo(1);

        candidates.nowInSlots(0, 2, 3);
        assertThat(slotChosen(candidates)).as("1, served last, has gone").isEqualTo(2);

        candidates.nowInSlots(0, 1, 2, 3);
        assertThat(slotChosen(candidates)).as("1 is back but has had its turn").isEqualTo(3);
        assertThat(slotChosen(candidates)).isZero();

        candidates.nowInSlots(0);
        assertThat(slotChosen(candidates)).isZero();
    }

    /** Whoever comes and goes between them: two workers that are always there take strict turns. */
    @Test
    void neverSkipsNorRepeatsAWorkerThatStaysWhileOthersComeAndGo() {
        SplittableRandom random = new SplittableRandom(1);
        int steady = 3;
        int other = 6;
        int lastOfBoth = -1;
        int turns = 0;

        for (int choice = 0; choice < 10_000; choice++) {
            FakeCandidates candidates = FakeCandidates.inSlots(IntStream.range(0, 10)
                    .filter(slot -> slot == steady || slot == other || random.nextBoolean())
                    .toArray());
            int slot = slotChosen(candidates);
            if (slot == steady || slot == other) {
                assertThat(slot).as("turn %d", turns).isNotEqualTo(lastOfBoth);
                lastOfBoth = slot;
                turns++;
            }
        }

        assertThat(turns).isGreaterThan(1000);
    }

    @Test
    void isExactAgainAfterEveryChangeOfCandidates() {
        SplittableRandom random = new SplittableRandom(2);

        for (int period = 0; period < 50; period++) {
            int[] slots = IntStream.range(0, 12)
                    .filter(slot -> slot == 0 || random.nextBoolean())
                    .toArray();
            FakeCandidates candidates = FakeCandidates.inSlots(slots);
            int[] served = new int[slots.length];
            int choices = random.nextInt(1, 100);
            for (int choice = 0; choice < choices; choice++) {
                served[policy.choose(candidates, 0)]++;
            }
            assertThat(spread(served))
                    .as("%d choices over %s", choices, Arrays.toString(slots))
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void keepsATurnOfItsOwnInEveryInstance() {
        RoundRobin another = new RoundRobin();
        FakeCandidates candidates = FakeCandidates.count(3);

        policy.choose(candidates, 0);
        policy.choose(candidates, 0);

        assertThat(another.choose(candidates, 0)).isZero();
        assertThat(policy.choose(candidates, 0)).isEqualTo(2);
        assertThat(another.choose(candidates, 0)).isEqualTo(1);
    }

    @Test
    void looksNeitherAtTheClientNorAtTheLoad() {
        FakeCandidates candidates = FakeCandidates.withOpen(1_000_000, 0, 50);

        assertThat(policy.choose(candidates, 7)).isZero();
        assertThat(policy.choose(candidates, 7)).isEqualTo(1);
        assertThat(policy.choose(candidates, 7)).isEqualTo(2);
    }

    private int slotChosen(FakeCandidates candidates) {
        return candidates.slot(policy.choose(candidates, 0));
    }

    private static int spread(int[] served) {
        return Arrays.stream(served).max().orElseThrow()
                - Arrays.stream(served).min().orElseThrow();
    }
}
