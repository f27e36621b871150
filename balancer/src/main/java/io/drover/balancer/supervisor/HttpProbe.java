/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.dispatch.Descriptors;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request of the primary's own, over a connection whose other end goes to a worker as a client's would.
 *
 * <p>Threading: runs on the event loop given; its handler is owned by that loop.
 */
final class HttpProbe extends SimpleChannelInboundHandler<ByteBuf> {
    private static final int TIMEOUT_S = 5;
    private static final int ADDRESS_BYTES = 26;
    private static final int MAX_LINE_BYTES = 4096;

    /** RFC 9112 section 4. */
    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.[01] (?<status>[1-5][0-9][0-9])[ \\r\\n][^\\x00]*");

    private static final int SERVICE_UNAVAILABLE = 503;

    private final CompletableFuture<Integer> answer;
    private final ByteBuf received = Unpooled.buffer();

    private HttpProbe(CompletableFuture<Integer> answer) {
        this.answer = answer;
    }

    static boolean isGood(int status) {
        return status / 100 == 2;
    }

    /** Tells whether a server says that it is still starting: RFC 9110 section 15.6.4. */
    static boolean isNotYet(int status) {
        return status == SERVICE_UNAVAILABLE;
    }

    /**
     * Sends a request.
     *
     * @param path of the request
     * @param handOver gives the server's end of the connection away, and owns it from then on
     * @return the status of the answer; fails where there is none within 5 s
     */
    static CompletableFuture<Integer> send(String path, EventLoop loop, IntConsumer handOver) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        try {
            Socket listening = Descriptors.open(Socket::newSocketStream);
            try {
                listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                listening.listen(1);
            } catch (IOException e) {
                Descriptors.close(listening);
                throw e;
            }
            connect(path, loop, listening, handOver, answer);
        } catch (IOException e) {
            answer.completeExceptionally(e);
        }
        return answer.orTimeout(TIMEOUT_S, TimeUnit.SECONDS).whenCompleteAsync((status, failure) -> {}, loop);
    }

    private static void connect(
            String path, EventLoop loop, Socket listening, IntConsumer handOver, CompletableFuture<Integer> answer) {
        InetSocketAddress address = listening.localAddress();
        new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .handler(new HttpProbe(answer))
                .connect(address)
                .addListener((ChannelFutureListener) connected -> {
                    try {
                        if (!connected.isSuccess()) {
                            throw new IOException(connected.cause());
                        }
                        Channel channel = connected.channel();
                        handOver.accept(listening.accept(new byte[ADDRESS_BYTES]));
                        channel.writeAndFlush(Unpooled.copiedBuffer(request(path, address), StandardCharsets.US_ASCII));
                        answer.whenComplete((status, failure) -> channel.close());
                    } catch (IOException e) {
                        answer.completeExceptionally(e);
                    } finally {
                        Descriptors.close(listening);
                    }
                });
    }

    private static String request(String path, InetSocketAddress address) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost:" + address.getPort()
                + "\r\nUser-Agent: drover-probe\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf part) {
        received.writeBytes(part, Math.min(part.readableBytes(), MAX_LINE_BYTES - received.readableBytes()));
        boolean lineIsWhole = received.indexOf(0, received.writerIndex(), (byte) '\n') >= 0;
        if (!lineIsWhole && received.readableBytes() < MAX_LINE_BYTES) {
            return;
        }
        Matcher line = STATUS_LINE.matcher(received.toString(StandardCharsets.ISO_8859_1));
        if (line.matches()) {
            answer.complete(Integer.parseInt(line.group("status")));
        } else {
            answer.completeExceptionally(new IOException("no HTTP answer"));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        answer.completeExceptionally(new IOException("connection closed"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        answer.completeExceptionally(cause);
        context.close();
    }
}
