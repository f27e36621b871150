/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import io.drover.balancer.harness.Patience;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that have several streams open at any time and heed GOAWAY: streams that were open go on, new ones go over a
 * new connection. The old connection is the server's to close. A stream without its whole answer is a failure.
 */
final class Http2Clients implements AutoCloseable {
    private static final int STREAMS = 5;

    private final int port;
    private final String path;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicLong answers = new AtomicLong();
    private final AtomicInteger openStreams = new AtomicInteger();
    private final AtomicInteger leftOpen = new AtomicInteger();
    private final List<Integer> goAways = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private volatile boolean stopped; // written by the test, read by the loop

    private Http2Clients(int port, String path) {
        this.port = port;
        this.path = path;
    }

    static Http2Clients start(int port, String path, int clients) {
        Http2Clients started = new Http2Clients(port, path);
        for (int i = 0; i < clients; i++) {
            started.openConnection();
        }
        Patience.await("streams").until(() -> started.openStreams.get() >= clients * STREAMS || started.hasFailed());
        return started;
    }

    private void openConnection() {
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(Http2FrameCodecBuilder.forClient().build(), new Connection());
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), port)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        failures.add("connect: " + connected.cause());
                    }
                });
    }

    void awaitAnswers(int count) {
        long enough = answers.get() + count;
        Patience.await(count + " answers").until(() -> answers.get() >= enough || hasFailed());
    }

    /** Waits until the server has closed every connection that it said it would. */
    void awaitEndOfThoseLeft() {
        Patience.await("the server's close").until(() -> leftOpen.get() == 0);
    }

    /** Returns the last streams that the server said it would serve. */
    List<Integer> goAways() {
        return List.copyOf(goAways);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Opens no more streams, and waits for the answers of those that are open. */
    void stop() {
        stopped = true;
        Patience.await("the last answers").until(() -> openStreams.get() == 0 || hasFailed());
    }

    private boolean hasFailed() {
        return !failures.isEmpty();
    }

    @Override
    public void close() {
        stopped = true;
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** Owned by the loop. */
    private final class Connection extends Http2ChannelDuplexHandler {
        private final Set<Http2FrameStream> open = new HashSet<>();
        private boolean leaving;

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.fireChannelActive();
            for (int i = 0; i < STREAMS; i++) {
                ask(ctx);
            }
        }

        private void ask(ChannelHandlerContext ctx) {
            if (leaving || stopped) {
                return;
            }
            Http2FrameStream stream = newStream();
            open.add(stream);
            openStreams.incrementAndGet();
            DefaultHttp2Headers head = new DefaultHttp2Headers();
            head.method("GET").path(path).scheme("http").authority("it");
            ctx.writeAndFlush(new DefaultHttp2HeadersFrame(head, true).stream(stream))
                    .addListener(written -> {
                        if (!written.isSuccess()) {
                            failures.add("request: " + written.cause());
                        }
                    });
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object frame) {
            if (frame instanceof Http2HeadersFrame headers && headers.isEndStream()) {
                onAnswer(ctx, headers.stream());
            } else if (frame instanceof Http2DataFrame data) {
                ctx.writeAndFlush(
                        new DefaultHttp2WindowUpdateFrame(data.initialFlowControlledBytes()).stream(data.stream()));
                if (data.isEndStream()) {
                    onAnswer(ctx, data.stream());
                }
            } else if (frame instanceof Http2ResetFrame reset) {
                failures.add("stream " + reset.stream().id() + ": reset, error " + reset.errorCode());
            } else if (frame instanceof Http2GoAwayFrame goAway) {
                onGoAway(goAway);
            }
            ReferenceCountUtil.release(frame);
        }

        private void onAnswer(ChannelHandlerContext ctx, Http2FrameStream stream) {
            open.remove(stream);
            openStreams.decrementAndGet();
            answers.incrementAndGet();
            ask(ctx);
        }

        private void onGoAway(Http2GoAwayFrame goAway) {
            goAways.add(goAway.lastStreamId());
            open.stream()
                    .filter(stream -> stream.id() > goAway.lastStreamId())
                    .forEach(stream -> failures.add("stream " + stream.id() + ": refused"));
            if (!leaving) {
                leaving = true;
                leftOpen.incrementAndGet();
                openConnection();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (leaving) {
                leftOpen.decrementAndGet();
            }
            if (!open.isEmpty()) {
                failures.add("connection: closed with " + open.size() + " streams open");
            }
            ctx.fireChannelInactive();
        }
    }
}
