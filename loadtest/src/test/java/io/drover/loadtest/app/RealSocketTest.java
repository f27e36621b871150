/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import static io.drover.loadtest.app.TestConnection.request;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.worker.drain.DrainStarted;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an embedded channel can't show: how a socket is read, and the end of one direction of it. */
@Timeout(20)
class RealSocketTest {
    private static final String HEAD_END = "\r\n\r\n";

    private final LoneWorker worker = new LoneWorker();
    private volatile @Nullable Channel accepted; // written by the loop, read by the test
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void answersAClientThatHasFinishedSending() throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream().write(request("/slow?ms=20").getBytes(ISO_8859_1));
            client.shutdownOutput();

            assertThat(received(client)).endsWith("answered after 20 ms");
        }
    }

    @Test
    void readsOnAfterASlowAnswer() throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream()
                    .write((request("/slow?ms=1") + request("/pid") + request("/pid", "Connection: close"))
                            .getBytes(ISO_8859_1));

            assertThat(received(client)).contains("4711HTTP/1.1 200 OK").endsWith("4711");
        }
    }

    @Test
    void streamsMoreThanItHasMemoryFor() throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream().write(request("/bytes?n=900000000000000").getBytes(ISO_8859_1));
            skipHead(client.getInputStream());

            byte[] start = client.getInputStream().readNBytes(1_000_000);

            for (int i = 0; i < start.length; i++) {
                assertThat(start[i]).isEqualTo((byte) ('a' + i % 26));
            }
        }
    }

    @Test
    void answersWhatWasAskedBehindAStreamedBody() throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream()
                    .write((request("/bytes?n=5000000") + request("/pid") + request("/bytes?n=3", "Connection: close"))
                            .getBytes(ISO_8859_1));
            InputStream in = client.getInputStream();
            skipHead(in);

            assertThat(in.readNBytes(5_000_000)).endsWith((byte) ('a' + 4_999_999 % 26));
            assertThat(received(client))
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("4711HTTP")
                    .endsWith("\r\n\r\nabc");
        }
    }

    @Test
    void endsAStreamedBodyBeforeItDrains() throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream().write(request("/bytes?n=30000000").getBytes(ISO_8859_1));
            InputStream in = client.getInputStream();
            skipHead(in);
            worker.drain();
            Channel channel = requireNonNull(accepted);
            channel.eventLoop()
                    .submit(() -> channel.pipeline().fireUserEventTriggered(DrainStarted.INSTANCE))
                    .syncUninterruptibly();

            assertThat(in.readAllBytes()).hasSize(30_000_000);
        }
    }

    private static void skipHead(InputStream in) throws IOException {
        for (int matched = 0; matched < HEAD_END.length(); ) {
            int next = in.read();
            assertThat(next).as("a head that ends").isNotNegative();
            matched = next == HEAD_END.charAt(matched) ? matched + 1 : 0;
        }
    }

    private Socket connect() throws IOException {
        Routes routes = new Routes(TestConnection.IDENTITY, () -> {});
        Channel server = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accepted = channel;
                        channel.pipeline().addLast(new HttpPipeline(routes, worker));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        InetSocketAddress address = (InetSocketAddress) server.localAddress();
        return new Socket(address.getAddress(), address.getPort());
    }

    private static String received(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
    }
}
