/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;

/** Every thread the runtime starts, by name. */
final class WorkerThreads {
    /** The application's connections. Not daemons: they keep the JVM alive while the app serves. */
    static final String EVENT_LOOP = "drover-worker";

    /** Control socket, heartbeat, watch over the primary. Apart from the others, which the app may block. */
    static final String CONTROL = "drover-control";

    /** The application's drain callbacks, which may block. */
    static final String DRAIN = "drover-drain";

    private WorkerThreads() {}

    static MultiThreadIoEventLoopGroup eventLoops(int count) {
        IoHandlerFactory transport = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        return new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(EVENT_LOOP), transport);
    }

    static MultiThreadIoEventLoopGroup control() {
        return new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(CONTROL, true), EpollIoHandler.newFactory());
    }

    static Thread drain(Runnable callbacks) {
        Thread thread = new Thread(callbacks, DRAIN);
        thread.setDaemon(true);
        return thread;
    }

    /** A hook of the JVM's shutdown; never started by us. */
    static Thread shutdownHook(Runnable drain) {
        return new Thread(drain, "drover-shutdown");
    }
}
