/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.scoreboard.WorkerBlock;

/**
 * The counts of one worker on the scoreboard.
 *
 * @param sent connections it was given
 * @param received connections it has taken
 * @param closed connections it has closed
 */
public record WorkerCounts(long sent, long received, long closed) {

    /** Reads those of the worker with that id. */
    public static WorkerCounts of(Scoreboard scoreboard, long workerId) {
        for (int i = 0; i < scoreboard.blockCount(); i++) {
            WorkerBlock block = scoreboard.block(i);
            if (block.workerId() == workerId) {
                return new WorkerCounts(block.sent(), block.received(), block.closed());
            }
        }
        throw new AssertionError("worker " + workerId + ": not on the scoreboard");
    }

    /** Returns how many it has open. */
    public long open() {
        return sent - closed;
    }

    /** Tells whether every connection given has been taken and closed. */
    public boolean isSettled() {
        return sent == received && received == closed;
    }
}
