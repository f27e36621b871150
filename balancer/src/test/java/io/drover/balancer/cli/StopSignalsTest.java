/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import static io.drover.balancer.cli.StopSignals.Wish.NOTHING_NEW;
import static io.drover.balancer.cli.StopSignals.Wish.STOP;
import static io.drover.balancer.cli.StopSignals.Wish.STOP_AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopSignalsTest {
    /** A clock may well be below 0. */
    private long nowNs = -TimeUnit.MILLISECONDS.toNanos(500);

    private final StopSignals signals = new StopSignals(() -> nowNs);

    @Test
    void takeWhatComesWithTheFirstForItsEcho() {
        assertThat(signals.onSignal()).isEqualTo(STOP);
        assertThat(signals.onSignal()).isEqualTo(NOTHING_NEW);
        pass(StopSignals.ECHO_MS - 1);
        assertThat(signals.onSignal()).isEqualTo(NOTHING_NEW);
    }

    @Test
    void takeALaterOneForAWishToEndAtOnce() {
        assertThat(signals.onSignal()).isEqualTo(STOP);
        pass(StopSignals.ECHO_MS);
        assertThat(signals.onSignal()).isEqualTo(STOP_AT_ONCE);
        assertThat(signals.onSignal()).as("one more").isEqualTo(STOP_AT_ONCE);
    }

    /** Whoever keeps pressing Ctrl-C must not have to stop for a second. */
    @Test
    void countFromTheFirstAndNotFromTheLast() {
        assertThat(signals.onSignal()).isEqualTo(STOP);
        pass(StopSignals.ECHO_MS - 1);
        assertThat(signals.onSignal()).isEqualTo(NOTHING_NEW);
        pass(1);
        assertThat(signals.onSignal()).isEqualTo(STOP_AT_ONCE);
    }

    private void pass(long ms) {
        nowNs += TimeUnit.MILLISECONDS.toNanos(ms);
    }
}
