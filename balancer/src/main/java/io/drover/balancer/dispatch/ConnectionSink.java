/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import io.netty.channel.unix.Socket;
import java.io.IOException;

/**
 * What an acceptor does with the connections of one listener.
 *
 * <p>Threading: owned by the acceptor thread.
 */
public interface ConnectionSink {

    /** Names the acceptor that brings the connections. Called once, first. */
    void attach(ConnectionSource source);

    /** Sets up the listening socket; accepted connections inherit its options. Called once, first. */
    default void prepare(Socket listening) throws IOException {
        // Whoever gets the descriptor decides.
    }

    /** Tells whether any worker takes connections at all, with or without room now. */
    boolean hasWorkers();

    /** Tells whether a connection that is accepted now can be given to a worker. */
    boolean hasRoom();

    /**
     * Gives a connection to a worker. To be called right after {@link #hasRoom} has returned true.
     *
     * @param fd the accepted descriptor; owned by the sink if it takes it
     * @param clientKey of {@link io.drover.core.scheduling.ClientKey}
     * @return false when no worker can take it: it stays the caller's
     */
    boolean offer(int fd, long clientKey);

    /**
     * The same as {@link #offer}, but the connection may go with the next {@link #flush}, together with others. One that
     * can't be given to a worker then is given back to the source.
     */
    default boolean enqueue(int fd, long clientKey) {
        return offer(fd, clientKey);
    }

    /** Gives workers what was enqueued. */
    default void flush() {
        // Nothing waits for it where nothing is gathered.
    }

    /** Lets go of what it has of the system. To be called last; again does nothing. */
    default void close() {
        // Most have nothing of their own.
    }
}
