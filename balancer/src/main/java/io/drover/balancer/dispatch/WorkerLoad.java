/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import io.drover.core.scoreboard.WorkerBlock;
import java.nio.LongBuffer;

/**
 * How many connections a worker was given, and how many of them it has taken and closed: the first counted here, the
 * others read from the worker's block of the scoreboard.
 *
 * <p>Threading: the counts are owned by the acceptor thread; slot, worker id, block and window are safe from any thread.
 */
public final class WorkerLoad {
    /**
     * Connections a worker may have been given and not taken. The queue of a lane holds 278 descriptors at the default
     * SO_SNDBUF. Less would stop a busy worker short between two turns of its event loop, more would pile connections
     * up behind a worker that is slow while another has time.
     */
    public static final int FULL_WINDOW = 128;

    /** In place of an exit status: its process has not ended, or is none of ours. */
    public static final int NOT_ENDED = -1;

    private final int slot;
    private final long workerId;
    private final WorkerBlock block;

    /** The block's own, for policies that ask all workers: one reference less to follow for each. */
    private final LongBuffer closed;

    private long sent;
    private long receivedAtLeast;
    private volatile int sharePercent = 100; // written by the supervisor thread, read by the acceptor
    private volatile int exitStatus = NOT_ENDED; // written by the thread that waits for the process, read by relays
    private volatile int window = FULL_WINDOW; // written by the supervisor thread, read by the acceptor

    public WorkerLoad(int slot, long workerId, WorkerBlock block) {
        this.slot = slot;
        this.workerId = workerId;
        this.block = block;
        this.closed = block.closedWord();
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
        return sent - closed.get(0);
    }

    /**
     * Returns what a policy is to see of that: of a worker that is to get a part of its share only, as much more as the
     * part is smaller than the whole.
     */
    public long weightedConnections() {
        int share = sharePercent;
        return share == 100 ? openConnections() : (openConnections() + 1) * 100 / share;
    }

    /** Sets which part of its share it is to get, from 1 to 100. */
    public void sharePercent(int percent) {
        sharePercent = percent;
    }

    /**
     * Tells whether it was given, and has not taken yet, fewer connections than its window. What it has taken only
     * grows, so the count seen last will do as long as it says yes; the scoreboard is read only when it does not.
     */
    public boolean hasRoom() {
        int limit = window;
        if (sent - receivedAtLeast < limit) {
            return true;
        }
        receivedAtLeast = block.received();
        return sent - receivedAtLeast < limit;
    }

    /** Sets how many connections it may have been given and not taken, at least 1. */
    public void window(int limit) {
        window = limit;
    }

    /** Sets that to {@link #FULL_WINDOW} again. */
    public void fullWindow() {
        window = FULL_WINDOW;
    }

    /** Notes the exit status of its process, 128 plus the signal where one ended it. Safe from any thread. */
    public void ended(int status) {
        exitStatus = status;
    }

    /** Returns that, or {@link #NOT_ENDED}. Safe from any thread. */
    public int exitStatus() {
        return exitStatus;
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
