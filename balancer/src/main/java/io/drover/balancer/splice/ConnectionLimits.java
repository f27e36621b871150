/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many connections clients may have, in all and each. Nothing is counted that is not limited.
 *
 * <p>Threading: safe from any thread, but only the acceptor thread adds to the count of all.
 */
final class ConnectionLimits {
    private final int mostInAll;
    private final int mostPerClient;
    private final AtomicInteger inAll = new AtomicInteger();
    private final ConcurrentMap<Long, Integer> perClient = new ConcurrentHashMap<>();

    /**
     * Begins without connections.
     *
     * @param mostInAll 0 for any number
     * @param mostPerClient 0 for any number
     */
    ConnectionLimits(int mostInAll, int mostPerClient) {
        this.mostInAll = mostInAll;
        this.mostPerClient = mostPerClient;
    }

    /** Tells whether there may be one more. */
    boolean hasRoom() {
        return mostInAll == 0 || inAll.get() < mostInAll;
    }

    /** Counts a connection that has been accepted. */
    void add() {
        if (mostInAll > 0) {
            inAll.incrementAndGet();
        }
    }

    /** That connection has ended. */
    void remove() {
        if (mostInAll > 0) {
            inAll.decrementAndGet();
        }
    }

    /** Counts one of a client's, or returns false where it has as many as it may have. */
    boolean admit(long clientKey) {
        if (mostPerClient == 0) {
            return true;
        }
        // Above the limit for a moment: another may be refused too soon for that, but never one be taken too many.
        int now = perClient.merge(clientKey, 1, Integer::sum);
        if (now > mostPerClient) {
            release(clientKey);
            return false;
        }
        return true;
    }

    /** A connection of a client's that was admitted has ended. */
    void release(long clientKey) {
        if (mostPerClient > 0) {
            perClient.computeIfPresent(clientKey, ConnectionLimits::oneLess);
        }
    }

    private static @Nullable Integer oneLess(Long clientKey, Integer open) {
        return open == 1 ? null : open - 1;
    }
}
