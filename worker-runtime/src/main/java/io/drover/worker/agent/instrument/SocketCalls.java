/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** What the application's sockets ask the agent, each for a descriptor by its number. Called on the application's threads. */
public interface SocketCalls {
    /** Leaves everything to the application. */
    SocketCalls NONE = new LeftAlone();

    /** Returns TRUE where the agent took it, FALSE where the application is to bind by itself, or the IOException to throw. */
    Object bind(int fd, SocketAddress address);

    /** Listens on one that was taken. */
    void listen(int fd, int backlog);

    /** Returns the descriptor of the next passed connection, or below 0 where there is none now. */
    int receive(int lane);

    /** Returns the encoded address of a received connection's peer, or null where the peer is gone. */
    byte @Nullable [] peer(int fd);

    /** The application has set an option of one that was taken. */
    void optionSet(int fd);

    /** The application has accepted a connection by itself. */
    void received(int listener, int fd);

    /** A connection is about to be closed. */
    void closed(int fd);

    /** A listening socket is about to be closed. */
    void listenerClosed(int fd);
}
