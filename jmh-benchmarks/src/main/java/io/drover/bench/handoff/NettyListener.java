/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.handoff;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.UnixChannelOption;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Netty's listening channel with SO_REUSEPORT (socket(7)), on an event loop that the measuring thread runs itself: so no
 * wake-up of another thread is in the figures.
 *
 * <p>Threading: owned by the measuring thread.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init")
public class NettyListener {
    private static final int RUN_NS = 1_000_000;

    private final Taker taker = new Taker();
    private ManualIoEventLoop loop;
    private Channel server;

    /** Remembers what was accepted. */
    @Sharable
    private static final class Taker extends ChannelInboundHandlerAdapter {
        private @Nullable Channel accepted;

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            accepted = ctx.channel();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // The client's reset; the channel is closed next.
        }
    }

    /** Listens on a free port. */
    @Setup
    public void listen() {
        loop = new ManualIoEventLoop(Thread.currentThread(), EpollIoHandler.newFactory());
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(EpollServerSocketChannel.class)
                .option(UnixChannelOption.SO_REUSEPORT, true)
                .childHandler(taker)
                .bind(InetAddress.getLoopbackAddress(), 0);
        await(bound);
        server = bound.channel();
    }

    SocketAddress address() {
        return server.localAddress();
    }

    /** Waits for a connection and returns its channel. */
    Channel accept() {
        Channel accepted = taker.accepted;
        while (accepted == null) {
            loop.runNow();
            accepted = taker.accepted;
        }
        taker.accepted = null;
        return accepted;
    }

    /** Closes a channel, and is done when it is off the loop. */
    void close(Channel accepted) {
        await(accepted.close());
    }

    private void await(ChannelFuture end) {
        while (!end.isDone()) {
            loop.run(RUN_NS);
        }
        if (!end.isSuccess()) {
            throw new IllegalStateException("netty: " + end.cause() + " (expected: success)", end.cause());
        }
    }

    /** Stops listening, and ends the loop. */
    @TearDown
    public void stop() {
        await(server.close());
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        while (!loop.isTerminated()) {
            loop.runNow();
        }
    }
}
