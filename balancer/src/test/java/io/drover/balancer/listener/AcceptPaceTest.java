/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AcceptPaceTest {
    private static final long CLOSE_NS = 100_000;
    private static final long APART_NS = 1_000_000;

    private long awayNs;
    private long nowNs = Long.MAX_VALUE - CLOSE_NS;
    private final AcceptPace pace = new AcceptPace(() -> nowNs, () -> nowNs += awayNs, true);

    @Test
    void isNoFloodAtFirst() {
        assertThat(pace.isFlood()).isFalse();
    }

    @Test
    void isAFloodWhereWakeUpsFollowClosely() {
        pace.isFlood();
        // The clock may pass its end, as System.nanoTime may.
        nowNs += 2 * CLOSE_NS;

        assertThat(pace.isFlood()).isTrue();
    }

    @Test
    void isOverAfterAWhile() {
        pace.isFlood();
        nowNs += CLOSE_NS;
        pace.isFlood();
        nowNs += APART_NS;

        assertThat(pace.isFlood()).isFalse();
    }

    @Test
    void neverIsForAThreadWithMoreToDo() {
        AcceptPace shared = new AcceptPace(() -> nowNs, () -> {}, false);
        shared.isFlood();

        assertThat(shared.isFlood()).isFalse();
    }

    @Test
    void tellsHowManyHaveComeWhileOthersRan() {
        awayNs = CLOSE_NS;

        assertThat(pace.letOthersRun(() -> 3)).isEqualTo(3);
        assertThat(pace.letOthersRun(() -> -1)).as("unknown").isZero();
    }

    @Test
    void doesNotEvenAskWhereNobodyRan() {
        assertThat(pace.letOthersRun(() -> {
                    throw new AssertionError("asked");
                }))
                .isZero();
    }

    @Test
    void leavesTheRestToTheNextWakeUpAfterSomeMilliseconds() {
        pace.isFlood();
        awayNs = TimeUnit.MILLISECONDS.toNanos(2);

        assertThat(pace.letOthersRun(() -> 1)).isEqualTo(1);
        assertThat(pace.letOthersRun(() -> 1)).isEqualTo(1);
        assertThat(pace.letOthersRun(() -> 1)).as("6 ms after the wake-up").isZero();
        pace.isFlood();
        assertThat(pace.letOthersRun(() -> 1)).isEqualTo(1);
    }

    @Test
    void isAFloodStillAfterOthersRan() {
        pace.isFlood();
        awayNs = 4 * APART_NS;
        pace.letOthersRun(() -> 30);
        nowNs += CLOSE_NS;

        assertThat(pace.isFlood()).isTrue();
    }
}
