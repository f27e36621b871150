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

class LeastConnectionsTest {
    private final LeastConnections policy = new LeastConnections();

    @Test
    void choosesAWorkerWithTheFewestConnections() {
        SplittableRandom random = new SplittableRandom(1);

        for (int choice = 0; choice < 10_000; choice++) {
            long[] open = random.longs(random.nextInt(1, 20), 0, 50).toArray();
            FakeCandidates candidates = FakeCandidates.withOpen(open);

            int chosen = policy.choose(candidates, choice);

            assertThat(open[chosen]).as("chosen of %s", Arrays.toString(open)).isEqualTo(candidates.fewestOpen());
        }
    }

    @Test
    void choosesTheIdleWorkerWhereverItsTurnStands() {
        for (int idle = 0; idle < 5; idle++) {
            for (int turn = 0; turn < 5; turn++) {
                FakeCandidates candidates = FakeCandidates.withOpen(9, 9, 9, 9, 9);
                policy.choose(candidates, 0);
                candidates.open(idle, 0);

                assertThat(policy.choose(candidates, 0)).isEqualTo(idle);
            }
        }
    }

    @Test
    void letsAllIdleWorkersTakeTurns() {
        int[] chosen = choices(FakeCandidates.count(4), 9);

        assertThat(chosen).containsExactly(0, 1, 2, 3, 0, 1, 2, 3, 0);
    }

    @Test
    void letsEquallyLoadedWorkersTakeTurnsPastTheOthers() {
        int[] chosen = choices(FakeCandidates.withOpen(5, 1, 7, 1, 9, 1), 7);

        assertThat(chosen).containsExactly(1, 3, 5, 1, 3, 5, 1);
    }

    @Test
    void goesOnBehindTheSlotServedLastWhenCandidatesComeAndGo() {
        FakeCandidates candidates = FakeCandidates.inSlots(0, 4, 8);
        choices(candidates, 2);

        candidates.nowInSlots(0, 1, 4, 6);

        assertThat(candidates.slot(policy.choose(candidates, 0))).isEqualTo(6);
    }

    /** Connections of different length, each closed at a random time; workers that leave and come back empty. */
    @Test
    void staysBalancedWhileConnectionsAndWorkersComeAndGo() {
        SplittableRandom random = new SplittableRandom(3);
        int slots = 6;
        long[] open = new long[slots];
        int absent = -1;

        for (int event = 0; event < 20_000; event++) {
            if (event % 1000 == 999) {
                absent = random.nextInt(slots);
                open[absent] = 0;
            } else if (event % 1000 == 499) {
                absent = -1;
            }
            if (random.nextInt(10) < 4) {
                int closing = random.nextInt(slots);
                open[closing] = Math.max(0, open[closing] - 1);
                continue;
            }
            int[] present = presentSlots(slots, absent);
            FakeCandidates candidates = FakeCandidates.inSlots(present);
            for (int i = 0; i < present.length; i++) {
                candidates.open(i, open[present[i]]);
            }
            int chosen = present[policy.choose(candidates, event)];
            assertThat(open[chosen]).isEqualTo(candidates.fewestOpen());
            open[chosen]++;
        }
    }

    /** Where every connection is short, all workers are idle at each choice; none may be preferred then. */
    @Test
    void spreadsShortConnectionsOverAllWorkers() {
        SplittableRandom random = new SplittableRandom(4);
        FakeCandidates candidates = FakeCandidates.count(8);
        int[] served = new int[8];

        for (int choice = 0; choice < 8000; choice++) {
            int chosen = policy.choose(candidates, choice);
            served[chosen]++;
            candidates.open(chosen, random.nextInt(2));
            candidates.open(random.nextInt(8), 0);
        }

        assertThat(Arrays.stream(served)).allSatisfy(count -> assertThat(count).isBetween(850, 1150));
    }

    @Test
    void keepsATurnOfItsOwnInEveryInstance() {
        choices(FakeCandidates.count(3), 2);

        assertThat(new LeastConnections().choose(FakeCandidates.count(3), 0)).isZero();
    }

    private static int[] presentSlots(int slots, int absent) {
        return IntStream.range(0, slots).filter(slot -> slot != absent).toArray();
    }

    private int[] choices(FakeCandidates candidates, int count) {
        return IntStream.range(0, count)
                .map(choice -> policy.choose(candidates, 0))
                .toArray();
    }
}
