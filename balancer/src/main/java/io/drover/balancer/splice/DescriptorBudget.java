/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.core.limits.DescriptorLimit;
import java.io.File;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The descriptors of this process that connections and pipes may have, in pairs: a relayed connection has two sockets, a
 * pipe has two ends. The others are left for a new worker's process, its port and its control connection, and for the
 * commands of an operator: a relay whose clients have everything could not even be told to stop.
 *
 * <p>A connection has both of its own from the moment it is accepted. The second socket is opened later, by another
 * thread, and for one that begins with a handshake much later; whoever looked at what is open now would accept too many.
 *
 * <p>Threading: safe from any thread.
 */
final class DescriptorBudget {
    private static final int PAIR = 2;

    /** Its port, its control connection, and three pipes of its process. */
    private static final int PER_WORKER = 8;

    /** With a limit so low that nothing would be left, some connections have to be possible nevertheless. */
    private static final int LEAST_SHARE = 8;

    private final int pairs;
    private final AtomicInteger taken = new AtomicInteger();

    private DescriptorBudget(int pairs) {
        this.pairs = pairs;
    }

    /** Returns that of this process, which has no connections yet. */
    static DescriptorBudget ofThisProcess(int workers) {
        String[] open = new File("/proc/self/fd").list();
        return of(DescriptorLimit.ofThisProcess(), open == null ? 0 : open.length, workers);
    }

    /**
     * Returns that of a process.
     *
     * @param inUse descriptors that it has open already
     * @param workers that it is going to start
     */
    static DescriptorBudget of(DescriptorLimit limit, int inUse, int workers) {
        int left = limit.unreserved() - inUse - PER_WORKER * workers;
        int least = Math.max(1, limit.unreserved() / LEAST_SHARE);
        return new DescriptorBudget(Math.max(least, left / PAIR));
    }

    /** Returns how many pairs there are in all, at least 1. */
    int pairs() {
        return pairs;
    }

    /** Tells whether there is a pair for a connection. */
    boolean hasRoom() {
        return taken.get() < pairs;
    }

    /** Takes a pair for a connection, which is accepted already. */
    void take() {
        taken.incrementAndGet();
    }

    /** Takes a pair for a pipe, which can be done without: half of all is for connections alone. */
    boolean takeForPipe() {
        if (!hasPlenty()) {
            return false;
        }
        take();
        return true;
    }

    /** Tells whether more than half is free. */
    boolean hasPlenty() {
        return taken.get() < pairs / 2;
    }

    /** Gives a pair back. */
    void giveBack() {
        taken.decrementAndGet();
    }
}
