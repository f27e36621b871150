/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.TcpState;

/**
 * The last bytes of a connection on their way to one side, which then gets a reset: that would discard what is still on
 * its way.
 *
 * <p>Threading: owned by one relay loop.
 */
final class LastBytes {
    private final RelayEnd end;
    private final Termination why;
    private final long sinceMs;

    /**
     * Begins to wait for them.
     *
     * @param end who gets them
     * @param why the connection ends
     */
    LastBytes(RelayEnd end, Termination why, long nowMs) {
        this.end = end;
        this.why = why;
        this.sinceMs = nowMs;
    }

    /**
     * Tells whether they have arrived, or are waited for no longer.
     *
     * @param limitMs the longest it is waited
     */
    boolean areOver(long nowMs, int limitMs, TcpState state) {
        return nowMs - sinceMs >= limitMs || !end.isUnacknowledged(state);
    }

    RelayEnd end() {
        return end;
    }

    Termination why() {
        return why;
    }
}
