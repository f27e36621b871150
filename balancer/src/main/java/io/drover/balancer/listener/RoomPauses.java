/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

/**
 * How long an acceptor pauses while no worker has room: ever longer, and whether that has taken longer than clients are to
 * wait. It is counted by the pauses, so that a pause of the whole process turns nobody away.
 *
 * <p>Threading: owned by the acceptor thread.
 */
final class RoomPauses {
    /** How soon room is looked for again while every worker's lane is full; nobody tells when one reads. */
    static final int SHORTEST_MS = 1;

    private static final int LONGEST_MS = 16;

    private final int queueTimeoutMs;
    private int pauseMs = SHORTEST_MS;
    private int fullForMs;

    /**
     * Makes one that has not paused yet.
     *
     * @param queueTimeoutMs how long clients wait at most; 0: for ever
     */
    RoomPauses(int queueTimeoutMs) {
        this.queueTimeoutMs = queueTimeoutMs;
    }

    /** Counts the pause that {@link #nextMs} will give, and tells whether clients have waited for too long with it. */
    boolean isTooLong() {
        fullForMs = Math.min(fullForMs + pauseMs, Math.max(queueTimeoutMs, 1));
        return queueTimeoutMs > 0 && fullForMs >= queueTimeoutMs;
    }

    /** Returns how long to pause now. */
    int nextMs() {
        int now = pauseMs;
        pauseMs = Math.min(2 * pauseMs, LONGEST_MS);
        return now;
    }

    /** There was room. */
    void end() {
        pauseMs = SHORTEST_MS;
        fullForMs = 0;
    }
}
