/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import io.drover.core.scoreboard.WorkerBlock;

/**
 * How many connections a worker was given, and how many of them it has taken and closed: the first counted here, the
 * others read from the worker's block of the scoreboard.
 *
 * <p>Threading: the counts are owned by the acceptor thread; slot, worker id and block are safe from any thread.
 */
public final class WorkerLoad {
    private final int slot;
    private final long workerId;
    private final WorkerBlock block;
    private long sent;
    private long receivedAtLeast;

    public WorkerLoad(int slot, long workerId, WorkerBlock block) {
        this.slot = slot;
        this.workerId = workerId;
        this.block = block;
    }

    /** Returns the worker's slot. */
    public int slot() {
        return slot;
    }

    /** Returns the worker's id. */
    public long workerId() {
        return workerId;
    }

    /** Returns the worker's block of the scoreboard. */
    public WorkerBlock block() {
        return block;
    }

    /** Returns how many connections it was given that are still open. */
    public long openConnections() {
        return sent - block.closed();
    }

    /**
     * Tells whether it was given, and has not taken yet, fewer connections than the limit. What it has taken only grows,
     * so the count seen last will do as long as it says yes; the scoreboard is read only when it does not.
     */
    public boolean isInFlightBelow(int limit) {
        if (sent - receivedAtLeast < limit) {
            return true;
        }
        receivedAtLeast = block.received();
        return sent - receivedAtLeast < limit;
    }

    /** Counts a connection as given. */
    public void countSent() {
        block.sent(++sent);
    }

    /** Counts a connection as taken back unread. */
    public void countTakenBack() {
        block.sent(--sent);
    }
}
