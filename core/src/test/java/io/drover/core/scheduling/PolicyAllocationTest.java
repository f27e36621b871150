/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The choice stands on the path of every connection: it must leave nothing to collect. */
class PolicyAllocationTest {
    private static final int CHOICES = 100_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private final FakeCandidates candidates = FakeCandidates.withOpen(3, 1, 4, 1, 5, 9, 2, 6);

    @ParameterizedTest
    @ValueSource(strings = {"round-robin", "least-connections", "random-two", "ip-hash"})
    void allocatesNothingForAChoice(String name) {
        SchedulingPolicy policy =
                SchedulingPolicies.byName(name, getClass().getClassLoader()).get();

        assertThat(allocatedBytes(policy)).isLessThan(1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"round-robin", "least-connections", "random-two", "ip-hash"})
    void allocatesNothingForAChoiceByWeight(String name) {
        SchedulingPolicy policy =
                SchedulingPolicies.byName(name, getClass().getClassLoader()).get();
        candidates.weight(3, 5);

        assertThat(allocatedBytes(policy)).isLessThan(1024);
    }

    /** That the measurement above can fail. */
    @Test
    void noticesAPolicyThatAllocates() {
        assertThat(allocatedBytes(new Wasteful())).isGreaterThan(16 * CHOICES);
    }

    private long allocatedBytes(SchedulingPolicy policy) {
        choose(policy);
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        choose(policy);
        return THREADS.getThreadAllocatedBytes(thread) - before;
    }

    private void choose(SchedulingPolicy policy) {
        for (int choice = 0; choice < CHOICES; choice++) {
            int chosen = policy.choose(candidates, choice);
            candidates.open(chosen, choice & 7);
        }
    }

    private static final class Wasteful implements SchedulingPolicy {
        private long[] last = {};

        @Override
        public int choose(Candidates candidates, long clientKey) {
            long previous = last.length == 0 ? 0 : last[0];
            last = new long[] {previous + 1};
            return (int) (last[0] % candidates.count());
        }
    }
}
