/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.worker.drain.DrainStarted;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A runtime that no primary started. */
@Timeout(30)
class StandaloneRuntimeTest {
    private final WorkerRuntime runtime = WorkerRuntime.join();

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void isTheOnlyWorkerOfItsOwnCluster() {
        assertThat(WorkerRuntime.isWorker()).isFalse();
        assertThat(runtime.slot()).isZero();
        assertThat(runtime.workerId()).isEqualTo(1);
        assertThat(runtime.generation()).isEqualTo(1);
        assertThat(runtime.isDraining()).isFalse();
    }

    @Test
    void servesOnAPortItBindsByItself() throws IOException {
        WorkerListener listener = runtime.listen(0, greeting());

        assertThat(greetingFrom(listener)).isEqualTo('!');
    }

    @Test
    void servesOnAUnixSocketOfTheJdkAndOfNetty(@TempDir Path directory) throws IOException {
        Path path = directory.resolve("app.sock");
        runtime.listen(UnixDomainSocketAddress.of(path), greeting());

        try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(UnixDomainSocketAddress.of(path));
            ByteBuffer answer = ByteBuffer.allocate(1);
            assertThat(client.read(answer)).isEqualTo(1);
        }
    }

    @Test
    void saysWhichAddressIsTakenAndWhy() throws IOException {
        int port = portOf(runtime.listen(0, greeting()));

        assertThatThrownBy(() -> runtime.listen(port, greeting()))
                .isInstanceOf(BindException.class)
                .hasMessage("*:" + port + ": Address already in use");
    }

    @Test
    void acceptsNoMoreOnAClosedListenerButKeepsItsConnections() throws IOException {
        WorkerListener listener = runtime.listen(0, echo());
        int port = portOf(listener);
        try (Socket client = new Socket("127.0.0.1", port)) {
            client.getOutputStream().write('a');
            assertThat(client.getInputStream().read()).isEqualTo('a');

            listener.close();

            assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(IOException.class);
            client.getOutputStream().write('b');
            assertThat(client.getInputStream().read()).isEqualTo('b');
        }
    }

    @Test
    void tellsCallbacksAndConnectionsOfTheDrainAndWaitsForThem() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        runtime.onDrain(called::countDown);
        int port = portOf(runtime.listen(0, closingOnDrain()));
        try (Socket client = new Socket("127.0.0.1", port)) {
            client.getOutputStream().write('a');
            assertThat(client.getInputStream().read()).isEqualTo('a');

            runtime.close();

            assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(client.getInputStream().read()).isEqualTo('d');
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(runtime.isDraining()).isTrue();
            runtime.awaitTermination();
        }
    }

    @Test
    void runsACallbackThatComesTooLateAtOnce() throws InterruptedException {
        runtime.close();
        CountDownLatch called = new CountDownLatch(1);

        runtime.onDrain(called::countDown);

        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void canBeClosedTwice() {
        runtime.close();
        runtime.close();
    }

    private static int portOf(WorkerListener listener) {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    private static int greetingFrom(WorkerListener listener) throws IOException {
        try (Socket client = new Socket("127.0.0.1", portOf(listener))) {
            return client.getInputStream().read();
        }
    }

    private static ChannelInitializer<io.netty.channel.socket.SocketChannel> greeting() {
        return with(new ChannelInboundHandlerAdapter() {
            @Override
            public boolean isSharable() {
                return true;
            }

            @Override
            public void channelActive(ChannelHandlerContext context) {
                context.writeAndFlush(context.alloc().buffer().writeByte('!'));
            }
        });
    }

    private static ChannelInitializer<io.netty.channel.socket.SocketChannel> echo() {
        return with(new EchoHandler());
    }

    private static ChannelInitializer<io.netty.channel.socket.SocketChannel> closingOnDrain() {
        return with(new EchoHandler() {
            @Override
            public void userEventTriggered(ChannelHandlerContext context, Object event) {
                if (event == DrainStarted.INSTANCE) {
                    context.writeAndFlush(context.alloc().buffer().writeByte('d'))
                            .addListener(written -> context.close());
                }
            }
        });
    }

    private static class EchoHandler extends ChannelInboundHandlerAdapter {
        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.writeAndFlush(message);
        }
    }

    private static <C extends Channel> ChannelInitializer<C> with(ChannelInboundHandlerAdapter handler) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(C channel) {
                channel.pipeline().addLast(handler);
            }
        };
    }
}
