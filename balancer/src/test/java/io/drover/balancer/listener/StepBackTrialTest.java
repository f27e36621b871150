/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Floods of which it is known what stepping back makes of them. */
class StepBackTrialTest {
    private static final long WAKE_UP_NS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final int SECOND = 2_000;

    /** The clock may pass its end, as System.nanoTime may. */
    private long nowNs = Long.MAX_VALUE - 100 * WAKE_UP_NS;

    private final StepBackTrial trial = new StepBackTrial(nowNs);

    @Test
    void stepsBackAtFirst() {
        assertThat(trial.stepsBack()).isTrue();
    }

    @Test
    void stepsBackMostOfTheTimeWhereItPaysOrCostsNothing() {
        assertThat(shareOf(SECOND, wakeUp -> 3, 3)).isGreaterThan(0.85);
        assertThat(shareOf(10 * SECOND, wakeUp -> 3, 3)).isGreaterThan(0.95);
        assertThat(shareOf(10 * SECOND, wakeUp -> 4, 3)).isGreaterThan(0.95);
    }

    @Test
    void leavesItWhereItCostsConnections() {
        flood(3 * SECOND, wakeUp -> 2, 3);

        assertThat(shareOf(10 * SECOND, wakeUp -> 2, 3)).isLessThan(0.05);
    }

    @Test
    void findsOutThatItPaysAgain() {
        flood(10 * SECOND, wakeUp -> 2, 3);
        flood(10 * SECOND, wakeUp -> 3, 3);

        assertThat(shareOf(10 * SECOND, wakeUp -> 3, 3)).isGreaterThan(0.95);
    }

    @Test
    void isNotLedAstrayByRatesThatChangeByThemselves() {
        // By up to a third up or down from one moment to the next, as on a machine that others use too.
        int[] counts = new Random(1).ints(1_000, 4, 9).toArray();

        assertThat(shareOf(50 * SECOND, wakeUp -> counts[wakeUp / 100], 0)).isGreaterThan(0.9);
    }

    @Test
    void learnsFromTurnsOfOthersThatTakeLongerThanAPause() {
        for (int wakeUp = 0; wakeUp < SECOND; wakeUp++) {
            trial.wokenUp(nowNs);
            nowNs += trial.stepsBack() ? TimeUnit.MILLISECONDS.toNanos(60) : WAKE_UP_NS;
            trial.accepted(30, nowNs);
        }

        assertThat(shareOf(SECOND, wakeUp -> 2, 3)).isLessThan(0.1);
    }

    @Test
    void comparesNoFloodWithAPause() {
        double[] shares = new double[10];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = shareOf(SECOND, wakeUp -> 3, 3);
            nowNs += TimeUnit.SECONDS.toNanos(10);
        }

        assertThat(shares[9]).isCloseTo(1, within(0.05));
    }

    private void flood(int wakeUps, IntUnaryOperator steppingBack, int otherwise) {
        shareOf(wakeUps, steppingBack, otherwise);
    }

    /**
     * Lets a flood go on and returns at how many of its wake-ups the acceptor was to step back.
     *
     * @param steppingBack how many connections come from one wake-up to the next where the acceptor steps back
     * @param otherwise how many where it does not; 0: the same
     */
    private double shareOf(int wakeUps, IntUnaryOperator steppingBack, int otherwise) {
        int steps = 0;
        for (int wakeUp = 0; wakeUp < wakeUps; wakeUp++) {
            trial.wokenUp(nowNs);
            nowNs += WAKE_UP_NS;
            boolean stepsBack = trial.stepsBack();
            int count = steppingBack.applyAsInt(wakeUp);
            trial.accepted(stepsBack || otherwise == 0 ? count : otherwise, nowNs);
            steps += stepsBack ? 1 : 0;
        }
        return (double) steps / wakeUps;
    }
}
