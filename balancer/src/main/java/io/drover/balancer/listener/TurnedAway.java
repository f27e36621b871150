/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import io.drover.balancer.dispatch.Descriptors;
import io.drover.core.time.NanoClock;
import io.drover.core.time.Throttle;
import io.netty.channel.unix.Socket;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.concurrent.TimeUnit;

/**
 * Clients of one listener that no worker had room for in time: each gets a reset, and can try elsewhere.
 *
 * <p>Threading: owned by the acceptor thread.
 */
final class TurnedAway {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(TurnedAway.class);

    private final Listener listener;
    private final int queueTimeoutMs;
    private final Throttle warning = new Throttle(NanoClock.SYSTEM, TimeUnit.MINUTES.toNanos(1));
    private long count;
    private long reported;

    TurnedAway(Listener listener, int queueTimeoutMs) {
        this.listener = listener;
        this.queueTimeoutMs = queueTimeoutMs;
    }

    /** Ends one. */
    void add(int fd) {
        Descriptors.reset(new Socket(fd));
        count++;
    }

    /** Says how many there were, from time to time. */
    void report() {
        if (count > reported && warning.isDue()) {
            reported = count;
            LOG.warn(
                    "{}: clients are turned away, no worker has taken a connection for {} ms, the queue-timeout"
                            + " ({} so far)",
                    listener.endpoint(),
                    queueTimeoutMs,
                    count);
        }
    }
}
