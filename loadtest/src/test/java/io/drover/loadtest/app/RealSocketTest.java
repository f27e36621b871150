/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import static io.drover.loadtest.app.TestConnection.request;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an embedded channel can't show: how a socket is read, and the end of one direction of it. */
@Timeout(20)
class RealSocketTest {
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

    private Socket connect() throws IOException {
        Routes routes = new Routes(TestConnection.IDENTITY, () -> {});
        Channel server = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new HttpPipeline(routes, DrainOptions.alone(() -> false)))
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
