/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.harness.NativeTransport;
import io.drover.balancer.listener.Acceptors;
import io.drover.balancer.listener.ListenRefusedException;
import io.drover.balancer.listener.Listener;
import io.drover.balancer.listener.ListenerTable;
import io.drover.balancer.upstream.ServerHealth;
import io.drover.balancer.upstream.Upstreams;
import io.drover.core.config.ClusterConfig;
import io.drover.core.control.Endpoint;
import io.drover.core.scheduling.SchedulingPolicies;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A relay behind a real listener, on threads of this process; the first is the acceptor's and the supervisor's, too. */
final class RunningRelay implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group;
    private final List<IoEventLoop> loops = new ArrayList<>();
    private final SpliceForwarding forwarding;
    private final Listener listener;
    private final SpliceSink sink;
    private final Acceptors acceptors;

    /**
     * Starts it.
     *
     * @param backlog of the listener
     * @param upstreams where connections go, given the first loop; or null, where there are workers
     */
    RunningRelay(
            int threads,
            Endpoint at,
            int backlog,
            ClusterConfig config,
            Function<IoEventLoop, @Nullable Upstreams> upstreams)
            throws IOException, ListenRefusedException {
        NativeTransport.load();
        group = new MultiThreadIoEventLoopGroup(threads, EpollIoHandler.newFactory());
        group.forEach(loop -> loops.add((IoEventLoop) loop));
        forwarding = new SpliceForwarding(
                SchedulingPolicies.byName(config.policy(), RunningRelay.class.getClassLoader()),
                config,
                null,
                loops,
                loop(),
                new ServerHealth(config.relay().checks(), loop(), event -> {}),
                upstreams.apply(loop()));
        loop().submit(forwarding::begin).syncUninterruptibly();
        listener = new ListenerTable(List.of()).open(at, 0, backlog, 0);
        sink = (SpliceSink) forwarding.sinkFor(listener.id());
        acceptors = new Acceptors(loop(), true, 0);
        acceptors.requestOpen(listener, sink);
    }

    /** Returns the first. */
    IoEventLoop loop() {
        return loops.get(0);
    }

    List<IoEventLoop> loops() {
        return loops;
    }

    SpliceForwarding forwarding() {
        return forwarding;
    }

    SpliceSink sink() {
        return sink;
    }

    Listener listener() {
        return listener;
    }

    /** Returns where clients connect, over TCP. */
    int port() {
        return ((Endpoint.Tcp) listener.endpoint()).port();
    }

    /** Accepts no more, and cuts off what is relayed. */
    void finish() {
        acceptors.requestStop(0).join();
        forwarding.finish(0).join();
    }

    /** Ends the threads. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
