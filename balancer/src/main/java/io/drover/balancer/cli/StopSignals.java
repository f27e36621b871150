/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import io.drover.core.time.NanoClock;

/**
 * Tells a second wish to stop from the echo of the first: timeout(1) signals its child and then the child's whole group,
 * and a wrapper passes on the Ctrl-C that the terminal has sent to all anyway.
 *
 * <p>Threading: confined to whoever holds the lock of {@link ClusterSignals}.
 */
final class StopSignals {
    /**
     * How long after the first signal others are taken for it. A wrapper on a busy machine needs some 100 ms to pass it on,
     * and to take an echo for a wish would cut every connection; a wish taken for an echo costs another Ctrl-C.
     */
    static final long ECHO_MS = 1_000;

    private final NanoClock clock;
    private boolean received;
    private long firstNs;

    StopSignals(NanoClock clock) {
        this.clock = clock;
    }

    /** What a signal says. */
    enum Wish {
        STOP,
        STOP_AT_ONCE,
        NOTHING_NEW
    }

    /** Takes note of a signal. */
    Wish onSignal() {
        long nowNs = clock.nanoTime();
        if (!received) {
            received = true;
            firstNs = nowNs;
            return Wish.STOP;
        }
        return nowNs - firstNs < ECHO_MS * 1_000_000 ? Wish.NOTHING_NEW : Wish.STOP_AT_ONCE;
    }
}
