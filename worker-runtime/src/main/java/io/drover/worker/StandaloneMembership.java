/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker;

import io.drover.worker.drain.ConnectionTracker;
import io.drover.worker.drain.Drain;
import io.drover.worker.intake.ConnectionCounts;
import io.drover.worker.intake.DirectListener;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;

/** Without a primary: the process binds its ports by itself, as any server does. */
final class StandaloneMembership implements Membership {
    /** Short: alone it is a developer who waits for it after Ctrl-C. */
    private static final int DRAIN_TIMEOUT_MS = 5_000;

    private final MultiThreadIoEventLoopGroup eventLoops;
    private final ConnectionTracker connections = new ConnectionTracker();
    private final Drain drain;

    StandaloneMembership(MultiThreadIoEventLoopGroup eventLoops) {
        this.eventLoops = eventLoops;
        this.drain = new Drain(connections, WorkerThreads::drain);
        drain.onEnd(abandoned -> eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS));
    }

    @Override
    public WorkerListener listen(SocketAddress address, ChannelHandler childHandler) throws IOException {
        DirectListener listener = Addresses.bind(address, eventLoops, childHandler, connections, ConnectionCounts.NONE);
        drain.stopAtStart(listener);
        return new PrivateListener(listener, drain, () -> {});
    }

    @Override
    public void ready() {
        // Nobody to tell.
    }

    @Override
    public void requestDrain() {
        drain.start(DRAIN_TIMEOUT_MS, eventLoops.next());
    }

    @Override
    public boolean canHandBack() {
        return false;
    }

    @Override
    public boolean handBack(Channel channel) {
        return false;
    }

    @Override
    public void countRequests(int count) {
        // Nobody to tell.
    }

    @Override
    public Drain drain() {
        return drain;
    }

    @Override
    public void close() {
        // Nothing beside the event loops.
    }
}
