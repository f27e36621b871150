/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.intake;

import io.drover.worker.drain.ConnectionTracker;
import io.drover.worker.drain.Stoppable;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;

/**
 * A listening socket that this process accepts on by itself: one it bound, or one that the primary shares with all
 * workers ({@code --policy=none}).
 *
 * <p>Threading: safe from any thread.
 */
public final class DirectListener implements Stoppable {
    private final Channel channel;

    private DirectListener(Channel channel) {
        this.channel = channel;
    }

    /**
     * Binds an address and accepts on it.
     *
     * @throws BindException when it can't be had; the message is the reason alone
     */
    public static DirectListener bind(
            SocketAddress address,
            EventLoopGroup loops,
            ChannelHandler childHandler,
            ConnectionTracker connections,
            ConnectionCounts counts)
            throws IOException {
        ServerBootstrap bootstrap =
                bootstrap(loops, childHandler, connections, counts).channel(typeFor(address));
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        Throwable failure = bound.cause();
        if (failure != null) {
            BindException translated = new BindException(Reason.of(failure));
            translated.initCause(failure);
            throw translated;
        }
        return new DirectListener(bound.channel());
    }

    /**
     * Accepts on a socket that listens already.
     *
     * @param listenerFd owned by the listener from now on
     * @param unixClients whether it is a unix socket, and not TCP
     */
    public static DirectListener adopt(
            int listenerFd,
            boolean unixClients,
            EventLoopGroup loops,
            ChannelHandler childHandler,
            ConnectionTracker connections,
            ConnectionCounts counts)
            throws IOException {
        ChannelFuture registered = bootstrap(loops, childHandler, connections, counts)
                .channelFactory(() -> unixClients
                        ? new EpollServerDomainSocketChannel(listenerFd)
                        : new EpollServerSocketChannel(listenerFd))
                .register()
                .awaitUninterruptibly();
        if (!registered.isSuccess()) {
            throw new IOException("shared listener could not be used", registered.cause());
        }
        return new DirectListener(registered.channel());
    }

    private static ServerBootstrap bootstrap(
            EventLoopGroup loops, ChannelHandler childHandler, ConnectionTracker connections, ConnectionCounts counts) {
        return new ServerBootstrap().group(loops).childHandler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel child) {
                counts.received();
                child.closeFuture().addListener(counts.onClose());
                child.pipeline().addLast(childHandler);
                connections.add(child);
                connections.registered(child);
            }
        });
    }

    private static Class<? extends ServerChannel> typeFor(SocketAddress address) {
        if (address instanceof DomainSocketAddress) {
            if (!Epoll.isAvailable()) {
                throw new UnsupportedOperationException("address: " + address + " (expected: Linux, for unix sockets)");
            }
            return EpollServerDomainSocketChannel.class;
        }
        return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** Returns the address it is bound to. */
    public SocketAddress localAddress() {
        return channel.localAddress();
    }

    @Override
    public CompletableFuture<?> stop() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        channel.close().addListener(closed -> stopped.complete(null));
        return stopped;
    }

    /** Takes no more connections, and waits until the address is free. */
    public void close() {
        channel.close().awaitUninterruptibly();
    }
}
