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

    /** Owns every worker's handle, the control sessions, all timers. */
    static final String SUPERVISOR = "supervisor";

    private PrimaryThreads() {}

    /** Returns a group of one event loop. */
    static MultiThreadIoEventLoopGroup single(String name) {
        return new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), EpollIoHandler.newFactory());
    }

    static Thread shutdownHook(Runnable end) {
        return new Thread(end, "shutdown");
    }
}
