/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {
    /** In the middle: no jitter either way. */
    private static final RandomGenerator MIDDLE = () -> Long.MIN_VALUE;

    private static final long SECOND_NS = Duration.ofSeconds(1).toNanos();

    private long nowNs = Long.MAX_VALUE - SECOND_NS; // a clock may pass through its end

    @Test
    void doublesTheDelayWithEveryCrashUpToTenSeconds() {
        RestartBackoff backoff = new RestartBackoff(100, Duration.ofMinutes(10), MIDDLE);

        long[] delaysMs = new long[10];
        for (int i = 0; i < delaysMs.length; i++) {
            crash(backoff);
            delaysMs[i] = backoff.delay().toMillis();
        }

        assertThat(delaysMs).containsExactly(100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000);
    }

    @Test
    void isExhaustedByOneCrashMoreThanAllowedWithinTheWindow() {
        RestartBackoff backoff = new RestartBackoff(2, Duration.ofSeconds(60), MIDDLE);

        crash(backoff);
        crash(backoff);
        assertThat(backoff.isExhausted()).isFalse();
        crash(backoff);
        assertThat(backoff.isExhausted()).isTrue();
        assertThat(backoff.crashes()).isEqualTo(3);
    }

    @Test
    void forgetsCrashesOlderThanTheWindow() {
        RestartBackoff backoff = new RestartBackoff(2, Duration.ofSeconds(60), MIDDLE);
        crash(backoff);
        crash(backoff);

        nowNs += 58 * SECOND_NS;
        crash(backoff);
        assertThat(backoff.crashes()).as("the first of them just outside").isEqualTo(3);
        nowNs += 2 * SECOND_NS;
        crash(backoff);

        assertThat(backoff.crashes()).isEqualTo(2);
        assertThat(backoff.isExhausted()).isFalse();
        assertThat(backoff.delay()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void allowsNoCrashWhereNoneIsToBeMadeGood() {
        RestartBackoff backoff = new RestartBackoff(0, Duration.ofSeconds(60), MIDDLE);
        assertThat(backoff.isExhausted()).isFalse();

        crash(backoff);

        assertThat(backoff.isExhausted()).isTrue();
    }

    @Test
    void neverGivesUpOnASystemThatHasNothingLeftForAnotherProcess() {
        RestartBackoff backoff = new RestartBackoff(1, Duration.ofSeconds(60), MIDDLE);

        long[] delaysMs = new long[9];
        for (int i = 0; i < delaysMs.length; i++) {
            delaysMs[i] = backoff.refused().toMillis();
        }

        assertThat(delaysMs).containsExactly(100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000);
        assertThat(backoff.isExhausted()).isFalse();
        backoff.started();
        assertThat(backoff.refused()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void spreadsSlotsThatCrashTogetherByAFifthEitherWay() {
        RestartBackoff earliest = new RestartBackoff(5, Duration.ofSeconds(60), () -> 0);
        RestartBackoff latest = new RestartBackoff(5, Duration.ofSeconds(60), () -> -1);
        crash(earliest);
        crash(latest);

        assertThat(earliest.delay()).isEqualTo(Duration.ofMillis(80));
        assertThat(latest.delay()).isBetween(Duration.ofMillis(119), Duration.ofMillis(120));
    }

    private void crash(RestartBackoff backoff) {
        backoff.crashed(nowNs);
        nowNs += SECOND_NS;
    }
}
