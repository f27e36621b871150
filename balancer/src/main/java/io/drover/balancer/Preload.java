/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer;

import io.drover.balancer.supervisor.Supervisor;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.DefaultChannelPipeline;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * Loads what every primary needs, whatever its configuration, while that is read: a JVM that starts mostly loads classes,
 * and a second core can do half of it.
 */
public final class Preload {
    private Preload() {}

    /**
     * Begins it on a thread of its own. What is wrong with the system, {@link Primary#start} tells.
     *
     * @return the thread, which takes a few tenths of a second; a process that exits before its end may leave the native
     *     library where it was unpacked
     */
    public static Thread begin() {
        Thread thread = new Thread(Preload::load, "preload");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            // The system has no thread left: whoever needs the next says so.
        }
        return thread;
    }

    private static List<Class<?>> needed() {
        return List.of(
                EpollIoHandler.class,
                MultiThreadIoEventLoopGroup.class,
                EpollChannelOption.class,
                ByteBufUtil.class,
                DefaultChannelPipeline.class,
                EpollServerDomainSocketChannel.class,
                ServerBootstrap.class,
                Supervisor.class);
    }

    private static void load() {
        try {
            RequiredTransport.load();
            for (Class<?> type : needed()) {
                MethodHandles.lookup().ensureInitialized(type);
            }
        } catch (IllegalAccessException | RuntimeException | LinkageError | OutOfMemoryError e) {
            // Whoever needs it meets the same.
        }
    }
}
