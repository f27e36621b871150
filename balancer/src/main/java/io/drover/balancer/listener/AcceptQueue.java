/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import io.drover.balancer.dispatch.AcceptFailure;
import io.drover.balancer.dispatch.AcceptedAddress;
import io.drover.balancer.dispatch.TcpState;
import io.drover.core.time.NanoClock;
import io.drover.core.time.Throttle;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one listener that the kernel has queued (listen(2)).
 *
 * <p>Threading: owned by the acceptor thread.
 */
final class AcceptQueue {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(AcceptQueue.class);

    /** In place of a descriptor: there is no connection now. */
    static final int EMPTY = -1;

    /** In place of a descriptor: the process or the system has none left, or no memory. It passes. */
    static final int SHORTAGE = -2;

    /** In place of a descriptor: there will be no more connections. */
    static final int ENDED = -3;

    private final Listener listener;
    private final AcceptedAddress address;
    private final TcpState state = new TcpState();
    private final Throttle shortageWarning = new Throttle(NanoClock.SYSTEM, TimeUnit.MINUTES.toNanos(1));
    private String shortage = "";
    private long pauses;

    AcceptQueue(Listener listener) {
        this.listener = listener;
        this.address = new AcceptedAddress(listener.isUnix());
    }

    /** Tells whether {@link #length} can tell anything: of unix sockets the kernel doesn't. */
    boolean hasLength() {
        return !listener.isUnix();
    }

    /** Returns how many there are, or less than 0 where that can't be known. */
    int length() {
        return hasLength() ? state.queued(listener.socket()) : -1;
    }

    /** Accepts one. Returns its descriptor, {@link #EMPTY}, {@link #SHORTAGE} or {@link #ENDED}. */
    int accept() {
        while (true) {
            try {
                int fd = listener.socket().accept(address.bytes());
                return fd < 0 ? EMPTY : fd;
            } catch (IOException e) {
                AcceptFailure failure = AcceptFailure.of(e);
                if (failure == AcceptFailure.OUT_OF_RESOURCES) {
                    shortage = String.valueOf(e.getMessage());
                    return SHORTAGE;
                }
                if (failure != AcceptFailure.CONNECTION_GONE) {
                    LOG.error("{}: accepting ended, {}", listener.endpoint(), e.getMessage());
                    return ENDED;
                }
            }
        }
    }

    /** Says from time to time that accepting pauses for a shortage. To be told of each pause. */
    void reportPause() {
        pauses++;
        if (shortageWarning.isDue()) {
            LOG.warn("{}: accepting pauses, {} ({} pauses so far)", listener.endpoint(), shortage, pauses);
        }
    }

    /** Returns what sticky policies know the client by that was accepted last. */
    long clientKey() {
        return address.clientKey();
    }

    /** Returns the same of one that was accepted earlier. */
    long clientKeyOf(int fd) {
        return address.clientKeyOf(fd);
    }

    /** Lets the kernel drop new clients' SYNs: they try again in a second, and find the port closed. */
    void growNoMore() {
        try {
            listener.socket().listen(0);
        } catch (IOException e) {
            LOG.debug("{}: the backlog stays as it is", listener.endpoint(), e);
        }
    }
}
