/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.core.scoreboard.WorkerBlock;

/**
 * How long a worker's heartbeat has stood still, as counted by the supervisor's own ticks. A tick counts for no more
 * than its period, however late it comes: while the primary itself pauses, no worker grows old.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class Pulse {
    private final WorkerBlock block;
    private long lastBeat = -1;
    private long stillForMs;

    Pulse(WorkerBlock block) {
        this.block = block;
    }

    /** Returns for how long it had not changed at the last look. */
    long stillForMs() {
        return stillForMs;
    }

    /** Looks at the heartbeat, and returns for how long it has not changed. */
    long look(int tickMs) {
        long beat = block.heartbeat();
        if (beat != lastBeat) {
            lastBeat = beat;
            stillForMs = 0;
        } else {
            stillForMs += tickMs;
        }
        return stillForMs;
    }
}
