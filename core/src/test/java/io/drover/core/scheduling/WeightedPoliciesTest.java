/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the policies make of weights, over many sets of candidates drawn at random. */
class WeightedPoliciesTest {
    private static final int SETS = 200;
    private static final int CLIENTS = 100_000;

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void roundRobinSpreadsTheTurnsOfTheHeaviest() {
        RoundRobin policy = new RoundRobin();
        FakeCandidates candidates = FakeCandidates.weighted(5, 1, 1);

        int[] chosen =
                IntStream.range(0, 7).map(i -> policy.choose(candidates, 0)).toArray();

        assertThat(chosen).containsExactly(0, 0, 1, 0, 2, 0, 0);
    }

    @Test
    void roundRobinIsExactAfterEveryRunAsLongAsTheSumOfWeights() {
        for (int set = 0; set < SETS; set++) {
            int[] weights = randomWeights(256);
            RoundRobin policy = new RoundRobin();
            FakeCandidates candidates = FakeCandidates.weighted(weights);
            int sum = Arrays.stream(weights).sum();

            for (int run = 0; run < 2; run++) {
                assertThat(served(policy, candidates, sum)).isEqualTo(weights);
            }
        }
    }

    @Test
    void roundRobinNeverGivesOneWorkerMoreThanATurnInAdvance() {
        for (int set = 0; set < SETS; set++) {
            int[] weights = randomWeights(20);
            RoundRobin policy = new RoundRobin();
            FakeCandidates candidates = FakeCandidates.weighted(weights);
            int sum = Arrays.stream(weights).sum();
            int[] served = new int[weights.length];

            for (int turn = 1; turn <= 2 * sum; turn++) {
                int chosen = policy.choose(candidates, 0);
                served[chosen]++;
                assertThat((double) served[chosen])
                        .as("turns of %d among %s after %d", chosen, Arrays.toString(weights), turn)
                        .isLessThan((double) turn * weights[chosen] / sum + 1);
            }
        }
    }

    /** Whatever credit they have kept: no worker can be further ahead or behind than as many turns as there are workers. */
    @Test
    void roundRobinIsInProportionAgainAfterWorkersHaveComeAndGone() {
        for (int set = 0; set < SETS; set++) {
            int[] weights = randomWeights(50);
            RoundRobin policy = new RoundRobin();
            for (int change = 0; change < 100; change++) {
                policy.choose(someOf(weights), 0);
            }

            int sum = Arrays.stream(weights).sum();
            int[] served = served(policy, FakeCandidates.weighted(weights), 20 * sum);
            for (int i = 0; i < weights.length; i++) {
                assertThat(served[i]).isCloseTo(20 * weights[i], within(weights.length));
            }
        }
    }

    private FakeCandidates someOf(int[] weights) {
        int always = random.nextInt(weights.length);
        int[] slots = IntStream.range(0, weights.length)
                .filter(slot -> slot == always || random.nextBoolean())
                .toArray();
        FakeCandidates candidates = FakeCandidates.inSlots(slots);
        for (int i = 0; i < slots.length; i++) {
            candidates.weight(i, weights[slots[i]]);
        }
        return candidates;
    }

    @ParameterizedTest
    @ValueSource(strings = {"round-robin", "least-connections", "random-two", "ip-hash"})
    void giveEachWorkerItsPartWhereNoneHasConnections(String name) {
        int[] weights = {1, 2, 3, 10};
        FakeCandidates candidates = FakeCandidates.weighted(weights);
        SchedulingPolicy policy =
                SchedulingPolicies.byName(name, getClass().getClassLoader()).get();

        int[] served = served(policy, candidates, CLIENTS);

        for (int i = 0; i < weights.length; i++) {
            assertThat((double) served[i] / CLIENTS).as("part of %d", i).isCloseTo(weights[i] / 16.0, within(0.01));
        }
    }

    @Test
    void leastConnectionsFillsWorkersInProportion() {
        for (int set = 0; set < SETS; set++) {
            int[] weights = randomWeights(30);
            FakeCandidates candidates = FakeCandidates.weighted(weights);
            LeastConnections policy = new LeastConnections();
            int sum = Arrays.stream(weights).sum();

            for (int connection = 0; connection < 3 * sum; connection++) {
                candidates.add(policy.choose(candidates, 0), 1);
            }

            for (int i = 0; i < weights.length; i++) {
                assertThat(candidates.openConnections(i)).isEqualTo(3L * weights[i]);
            }
        }
    }

    @Test
    void randomTwoTakesTheOneWithLessForItsWeight() {
        FakeCandidates candidates = FakeCandidates.weighted(1, 10);
        candidates.open(0, 2);
        candidates.open(1, 19);
        assertThat(served(new RandomTwo(), candidates, 100)).containsExactly(0, 100);

        candidates.open(1, 21);
        assertThat(served(new RandomTwo(), candidates, 100)).containsExactly(100, 0);
    }

    @Test
    void randomTwoAlwaysComparesTwoDifferentOnes() {
        for (int set = 0; set < SETS; set++) {
            int[] weights = randomWeights(256);
            FakeCandidates candidates = FakeCandidates.weighted(weights);
            int busiest = random.nextInt(weights.length);
            candidates.open(busiest, 1);

            if (weights.length > 1) {
                assertThat(served(new RandomTwo(), candidates, 1000)[busiest]).isZero();
            }
        }
    }

    @Test
    void ipHashWithEqualWeightsChoosesAsWithoutAny() {
        IpHash policy = new IpHash();
        FakeCandidates plain = FakeCandidates.count(9);
        FakeCandidates equal = FakeCandidates.weighted(7, 7, 7, 7, 7, 7, 7, 7, 7);

        for (int client = 0; client < CLIENTS; client++) {
            long key = random.nextLong();
            assertThat(policy.choose(equal, key)).isEqualTo(policy.choose(plain, key));
        }
    }

    @Test
    void ipHashMovesClientsOnlyToTheWorkerWhoseWeightGrows() {
        IpHash policy = new IpHash();
        FakeCandidates before = FakeCandidates.weighted(1, 2, 3, 4);
        FakeCandidates after = FakeCandidates.weighted(1, 5, 3, 4);
        int moved = 0;

        for (int client = 0; client < CLIENTS; client++) {
            long key = random.nextLong();
            int now = policy.choose(after, key);
            if (now != policy.choose(before, key)) {
                assertThat(now).isEqualTo(1);
                moved++;
            }
        }

        assertThat((double) moved / CLIENTS).isCloseTo(5 / 13.0 - 2 / 10.0, within(0.01));
    }

    private static int[] served(SchedulingPolicy policy, Candidates candidates, int choices) {
        int[] served = new int[candidates.count()];
        for (int choice = 0; choice < choices; choice++) {
            served[policy.choose(candidates, ClientKey.ofSequence(choice))]++;
        }
        return served;
    }

    private int[] randomWeights(int heaviest) {
        return random.ints(random.nextInt(1, 12), 1, heaviest + 1).toArray();
    }
}
