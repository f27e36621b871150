/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.upstream;

import io.drover.balancer.dispatch.ErrorNumber;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.ConnectException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Connects, and ends in order at once: a reset would leave no port behind in TIME_WAIT, but many a server reports it as
 * an error of its client, every time.
 *
 * <p>Threading: owned by its event loop.
 */
final class TcpCheck implements Check {
    private static final Set<Integer> OURS = Set.of(
            ErrorNumber.ENOMEM, ErrorNumber.ENFILE, ErrorNumber.EMFILE, ErrorNumber.EADDRNOTAVAIL, ErrorNumber.ENOBUFS);

    private final Bootstrap tcp;
    private final Bootstrap unix;
    private final int timeoutMs;

    TcpCheck(EventLoop loop, int timeoutMs) {
        this(loop, timeoutMs, EpollSocketChannel::new);
    }

    TcpCheck(EventLoop loop, int timeoutMs, ChannelFactory<? extends Channel> sockets) {
        this.timeoutMs = timeoutMs;
        ChannelInitializer<Channel> nothing = new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new ChannelInboundHandlerAdapter());
            }
        };
        tcp = new Bootstrap()
                .group(loop)
                .channelFactory(sockets)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMs)
                .option(ChannelOption.AUTO_READ, false)
                .handler(nothing);
        unix = new Bootstrap()
                .group(loop)
                .channel(EpollDomainSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .handler(nothing);
    }

    @Override
    public CompletionStage<@Nullable String> of(Server server) {
        CompletableFuture<@Nullable String> result = new CompletableFuture<>();
        Bootstrap bootstrap = server.address() instanceof DomainSocketAddress ? unix : tcp;
        bootstrap.connect(server.address()).addListener((ChannelFutureListener) connect -> {
            Throwable failure = connect.cause();
            if (failure == null) {
                result.complete(isWithItself(connect.channel()) ? "connection refused" : null);
            } else if (isOurs(failure)) {
                result.completeExceptionally(failure);
            } else {
                result.complete(faultOf(failure));
            }
            // What could not be made is no channel of the loop's, and can't be closed.
            if (connect.channel().isRegistered()) {
                connect.channel().close();
            }
        });
        return result;
    }

    /** Tells whether a connect has failed for want of something here: that says nothing of the server. */
    private static boolean isOurs(Throwable failure) {
        return failure instanceof ChannelException || OURS.contains(ErrorNumber.of(failure));
    }

    /**
     * Where nobody listens on a port of this machine that the kernel may choose for clients too, it now and then chooses
     * just that one, and connects the socket with itself.
     */
    private static boolean isWithItself(Channel channel) {
        return channel.localAddress() != null
                && !(channel.localAddress() instanceof DomainSocketAddress)
                && channel.localAddress().equals(channel.remoteAddress());
    }

    private String faultOf(Throwable failure) {
        if (failure instanceof ConnectTimeoutException) {
            return "no answer within " + timeoutMs + " ms";
        }
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof ConnectException && message.contains("refused")) {
            return "connection refused";
        }
        return message;
    }
}
