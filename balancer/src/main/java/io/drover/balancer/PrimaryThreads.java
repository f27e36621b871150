/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * The threads of the primary. Beside them there are only those that read what workers print ({@code output-SLOT}, {@code
 * errors-SLOT}).
 */
final class PrimaryThreads {
    /** Owns the listening sockets, the lanes and the policies' state. */
    static final String ACCEPTOR = "acceptor";

    /** Relay connections; the first of them is the acceptor, too, so that a machine with one needs no other. */
    static final String RELAY = "relay";

    /** Owns every worker's handle, the control sessions, all timers. */
    static final String SUPERVISOR = "supervisor";

    private PrimaryThreads() {}

    /** Returns a group of one event loop. */
    static MultiThreadIoEventLoopGroup single(String name) {
        return group(name, 1);
    }

    /** Returns a group of so many. */
    static MultiThreadIoEventLoopGroup group(String name, int loops) {
        return new MultiThreadIoEventLoopGroup(
                loops, new DefaultThreadFactory(name, true), EpollIoHandler.newFactory());
    }

    static Thread shutdownHook(Runnable end) {
        return new Thread(end, "shutdown");
    }
}
