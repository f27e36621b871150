/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The load generator: one event loop, and one run on it at a time.
 *
 * <p>Threading: owned by the thread that makes it.
 */
public final class Generator implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final IoEventLoop loop = group.next();

    /**
     * Makes a run and waits until it is over.
     *
     * @throws IOException when it could not be made; what goes wrong with requests is in the result
     */
    public LoadResult run(LoadPlan plan) throws IOException, InterruptedException {
        InetSocketAddress address = new InetSocketAddress(plan.url().getHost(), plan.port());
        if (address.isUnresolved()) {
            throw new IOException("url: " + plan.url() + " (expected: a host that is known)");
        }
        try {
            return new LoadRun(plan, address, loop).requestStart().get();
        } catch (ExecutionException e) {
            throw new IOException("load run: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
}
