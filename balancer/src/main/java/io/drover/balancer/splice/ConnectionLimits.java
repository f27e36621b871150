/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.core.time.NanoClock;
import io.drover.core.time.Throttle;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many connections clients may have, in all and each.
 *
 * <p>Threading: safe from any thread, but only the acceptor thread adds to the count of all.
 */
final class ConnectionLimits {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(ConnectionLimits.class);

    private final int mostInAll;
    private final int mostPerClient;
    private final DescriptorBudget descriptors;
    private final AtomicInteger inAll = new AtomicInteger();
    private final ConcurrentMap<Long, Integer> perClient = new ConcurrentHashMap<>();
    private final Throttle warning = new Throttle(NanoClock.SYSTEM, TimeUnit.MINUTES.toNanos(1));

    /**
     * Begins without connections.
     *
     * @param mostInAll as the user has it; 0 for any number
     * @param mostPerClient 0 for any number
     * @param descriptors of which each connection takes a pair
     */
    ConnectionLimits(int mostInAll, int mostPerClient, DescriptorBudget descriptors) {
        this.mostInAll = mostInAll == 0 ? Integer.MAX_VALUE : mostInAll;
        this.mostPerClient = mostPerClient;
        this.descriptors = descriptors;
    }

    /** Tells whether there may be one more. */
    boolean hasRoom() {
        if (inAll.get() >= mostInAll) {
            return false;
        }
        boolean room = descriptors.hasRoom();
        if (!room && warning.isDue()) {
            LOG.warn(
                    "clients wait to be accepted: {} connections are open, for more there are too few file descriptors"
                            + " (ulimit -n)",
                    inAll.get());
        }
        return room;
    }

    /** Counts a connection that has been accepted. */
    void add() {
        inAll.incrementAndGet();
        descriptors.take();
    }

    /** That connection has ended. */
    void remove() {
        inAll.decrementAndGet();
        descriptors.giveBack();
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
