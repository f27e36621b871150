/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker;

import io.drover.core.control.WorkerEnvironment;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Puts an application on every core. Started by a primary it joins the cluster and is given its share of the
 * connections; started by hand the very same application binds its ports by itself.
 *
 * <pre>{@code
 * try (WorkerRuntime runtime = WorkerRuntime.join()) {
 *     runtime.listen(8080, new MyChannelInitializer());
 *     runtime.awaitTermination();
 * }
 * }</pre>
 *
 * <p>When the worker is to end (the cluster stops or reloads, the process gets a SIGTERM, the primary is gone) it drains:
 * it takes no new connections, runs the {@link #onDrain} callbacks, fires {@link
 * io.drover.worker.drain.DrainStarted} through the pipeline of every open connection, and waits until they are closed or
 * the drain timeout is over. Then {@link #awaitTermination} returns. For HTTP there are handlers that do what the event
 * asks for, in {@link io.drover.worker.http}.
 *
 * <p>Threading: all methods are safe from any thread; those that wait must not be called on an event loop.
 */
public final class WorkerRuntime implements AutoCloseable {
    private final @Nullable WorkerEnvironment environment;
    private final MultiThreadIoEventLoopGroup eventLoops;
    private final Membership membership;

    private WorkerRuntime(@Nullable WorkerEnvironment environment, int eventLoopCount) {
        this.environment = environment;
        this.eventLoops = WorkerThreads.eventLoops(eventLoopCount);
        try {
            this.membership = environment == null
                    ? new StandaloneMembership(eventLoops)
                    : ClusterMembership.join(environment, eventLoops);
        } catch (RuntimeException e) {
            eventLoops.shutdownGracefully();
            throw e;
        }
        drainOnShutdown();
    }

    /** Tells whether a primary started this process. */
    public static boolean isWorker() {
        return WorkerEnvironment.of(System.getenv()) != null;
    }

    /**
     * Joins the cluster, or starts alone where no primary started this process; with one event loop, since there is a
     * worker for each core. To be called once.
     *
     * @throws IllegalStateException when the primary can't be reached or refuses this worker
     */
    public static WorkerRuntime join() {
        return builder().join();
    }

    /** Starts the configuration of a runtime that differs from the default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Options of a runtime. */
    public static final class Builder {
        private int eventLoopCount = 1;

        private Builder() {}

        /**
         * Sets how many event loops serve the connections.
         *
         * @param count at least 1; default 1
         */
        public Builder eventLoops(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("eventLoops: " + count + " (expected: at least 1)");
            }
            eventLoopCount = count;
            return this;
        }

        /**
         * Joins; see {@link WorkerRuntime#join()}.
         *
         * @throws IllegalStateException when the primary can't be reached or refuses this worker
         */
        public WorkerRuntime join() {
            return new WorkerRuntime(WorkerEnvironment.of(System.getenv()), eventLoopCount);
        }
    }

    /**
     * Returns this worker's slot, from 0 to one below the number of workers. A restarted worker has the slot of the one
     * it replaces. 0 when alone.
     */
    public int slot() {
        return environment == null ? 0 : environment.slot();
    }

    /** Returns this worker's id, from 1, which no other worker of the cluster ever had or will have. 1 when alone. */
    public long workerId() {
        return environment == null ? 1 : environment.workerId();
    }

    /** Returns how often the cluster had been reloaded when this worker started, plus 1. 1 when alone. */
    public int generation() {
        return environment == null ? 1 : environment.generation();
    }

    /**
     * Listens on a TCP port, on every address of the machine.
     *
     * @param port from 0 to 65535; with 0 the n-th call of every worker shares one free port
     * @param initializer sets up each connection
     * @throws java.net.BindException when the address can't be had; the message has the address and the reason
     * @throws IOException when the primary is gone
     */
    public WorkerListener listen(int port, ChannelInitializer<SocketChannel> initializer) throws IOException {
        return listen(new InetSocketAddress(port), initializer);
    }

    /**
     * Listens on an address.
     *
     * @param address an {@link InetSocketAddress}, or for a unix socket a {@link java.net.UnixDomainSocketAddress} or
     *     Netty's {@code DomainSocketAddress}
     * @param childHandler sets up each connection: sharable, as a {@link ChannelInitializer} is
     * @throws java.net.BindException when the address can't be had; the message has the address and the reason
     * @throws IOException when the primary is gone
     */
    public WorkerListener listen(SocketAddress address, ChannelHandler childHandler) throws IOException {
        return membership.listen(address, childHandler);
    }

    /**
     * Says that the application can serve. Needed only where the cluster runs with {@code --wait-ready}; otherwise the
     * first successful listen says it. Safe to call twice.
     */
    public void ready() {
        membership.ready();
    }

    /**
     * Has a callback run when the worker begins to drain, on a thread of its own. It may block, but the drain timeout
     * runs meanwhile. Several run in the order they were given; one given while draining runs at once.
     */
    public void onDrain(Runnable callback) {
        membership.drain().onStart(callback);
    }

    /** Tells whether the worker drains: what is served from now on should not keep its connection open. */
    public boolean isDraining() {
        return membership.drain().hasStarted();
    }

    /** Tells whether the worker drains and {@link #handBack} is worth a try: whether another worker would serve on. */
    public boolean canHandBack() {
        return membership.canHandBack();
    }

    /**
     * Gives an idle connection to another worker instead of closing it, so that its client notices nothing. To be called
     * on the channel's event loop, once everything that came from the client is answered, the answers are written
     * (their futures done), and no handler holds a part of a next request. The channel is closed then, the connection
     * is not; what the client sends next is read by the other worker. Not for connections with a state of their own,
     * such as TLS or HTTP/2.
     *
     * <p>While the worker does not drain, only as many are taken as were asked for, see {@link HandBackWanted}.
     *
     * @param channel of a connection to a TCP listener of this runtime
     * @return false, with nothing done, where nobody takes it: then a worker that drains closes it, and one that does not
     *     serves it on
     */
    public boolean handBack(Channel channel) {
        return membership.handBack(channel);
    }

    /**
     * Counts requests that the application has answered, for {@code --max-requests}: only the application knows what a
     * request is. One that never calls this has its connections counted.
     *
     * @param count 0 or more
     */
    public void countRequests(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count: " + count + " (expected: 0 or more)");
        }
        membership.countRequests(count);
    }

    /** Returns the event loops that serve the connections, for clients and timers of the application. */
    public EventLoopGroup eventLoops() {
        return eventLoops;
    }

    /**
     * Waits until the worker has drained and its event loops have ended.
     *
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public void awaitTermination() throws InterruptedException {
        membership.drain().await();
        eventLoops.terminationFuture().await();
    }

    /** Drains, waits for its end, and gives everything up. Does nothing more when that has happened already. */
    @Override
    public void close() {
        membership.requestDrain();
        boolean interrupted = false;
        try {
            membership.drain().await();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        eventLoops.shutdownGracefully();
        membership.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void drainOnShutdown() {
        // Covers SIGTERM and System.exit: the hook holds the JVM until the connections are done.
        try {
            Runtime.getRuntime().addShutdownHook(WorkerThreads.shutdownHook(this::close));
        } catch (IllegalStateException e) {
            // The JVM ends already, and nobody has connected yet: there will be nothing to drain.
        }
    }
}
