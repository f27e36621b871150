/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.balancer.harness.NativeTransport;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PrimaryThreadsTest {
    @BeforeAll
    static void loadTransport() {
        NativeTransport.load();
    }

    /** At the first task of the acceptor it would be too late: by then there are workers, and nobody to end them. */
    @Test
    void refuseToBeginWhereTheSystemHasTooFew() {
        MultiThreadIoEventLoopGroup supervisor = group(new DefaultThreadFactory("supervisor", true));
        MultiThreadIoEventLoopGroup acceptors = group(task -> new Thread(task) {
            @Override
            public synchronized void start() {
                throw new OutOfMemoryError("unable to create native thread");
            }
        });

        assertThatThrownBy(() -> new PrimaryThreads.Groups(acceptors, false, supervisor).start())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("threads: unable to create native thread (expected: room for 2 ");
        supervisor.terminationFuture().syncUninterruptibly();
    }

    private static MultiThreadIoEventLoopGroup group(ThreadFactory threads) {
        return new MultiThreadIoEventLoopGroup(1, threads, EpollIoHandler.newFactory());
    }
}
