/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer;

import io.drover.core.config.ClusterConfig;
import io.drover.core.config.Forward;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the primary. Beside them there are only those that read what workers print ({@code output-SLOT}, {@code
 * errors-SLOT}), and one that opens an io_uring when it is wanted ({@code ring}).
 */
final class PrimaryThreads {
    /** Owns the listening sockets, the lanes and the policies' state. */
    static final String ACCEPTOR = "acceptor";

    /** Relay connections; the first of them is the acceptor, too, so that a machine with one needs no other. */
    static final String RELAY = "relay";

    /** Owns every worker's handle, the control sessions, all timers. */
    static final String SUPERVISOR = "supervisor";

    /** Copies applications and looks into them. */
    static final String IMAGES = "images";

    private PrimaryThreads() {}

    /** Returns a thread for work that takes long and nobody waits for; shut down by whoever owns it. */
    static ExecutorService images() {
        ThreadPoolExecutor thread = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new DefaultThreadFactory(IMAGES, true));
        // Where the system has no thread left later, workers are to be replaced all the same.
        thread.prestartCoreThread();
        return thread;
    }

    /**
     * The event loops of a primary.
     *
     * @param acceptors accept connections, and relay them where they are not passed
     * @param doAcceptorsRelay whether they do
     * @param supervisor a single one
     */
    record Groups(
            MultiThreadIoEventLoopGroup acceptors, boolean doAcceptorsRelay, MultiThreadIoEventLoopGroup supervisor) {
        /**
         * Makes them, and starts their threads.
         *
         * @throws IOException where the system has no threads for them
         */
        static Groups of(ClusterConfig config) throws IOException {
            boolean relay = config.forward() == Forward.SPLICE;
            MultiThreadIoEventLoopGroup acceptors =
                    relay ? group(RELAY, config.relay().threads()) : group(ACCEPTOR, 1);
            Groups groups = new Groups(acceptors, relay, group(SUPERVISOR, 1));
            groups.start();
            return groups;
        }

        /**
         * Starts every thread now: a loop would else begin with its first task, and where there is no thread left by
         * then, nobody would end the cluster.
         */
        void start() throws IOException {
            try {
                loops().forEach(loop -> loop.execute(() -> {}));
            } catch (OutOfMemoryError e) {
                loops().forEach(Groups::giveUp);
                throw new IOException(
                        "threads: " + e.getMessage() + " (expected: room for " + loops().size()
                                + " and those of the JVM; see ulimit -u, and pids.max of the control group)",
                        e);
            }
        }

        private List<EventExecutor> loops() {
            List<EventExecutor> loops = new ArrayList<>();
            acceptors.forEach(loops::add);
            supervisor.forEach(loops::add);
            return loops;
        }

        private static void giveUp(EventExecutor loop) {
            try {
                loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            } catch (OutOfMemoryError e) {
                // One without a thread wants to end on it.
            }
        }

        /** Ends them; returns at once. */
        void shutdown() {
            acceptors.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            supervisor.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private static MultiThreadIoEventLoopGroup group(String name, int loops) {
        return new MultiThreadIoEventLoopGroup(
                loops, new DefaultThreadFactory(name, true), EpollIoHandler.newFactory());
    }

    static Thread shutdownHook(Runnable end) {
        return new Thread(end, "shutdown");
    }
}
