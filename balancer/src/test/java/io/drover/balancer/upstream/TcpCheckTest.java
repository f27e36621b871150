/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.harness.FreePort;
import io.drover.core.scoreboard.Scoreboard;
import io.netty.channel.ChannelException;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TcpCheckTest {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());

    @AfterEach
    void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    void findsNothingWrongWithAServerThatListensAndLeavesItInOrder(@TempDir Path folder) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThat(check(folder, server.getLocalSocketAddress(), 5000)).isNull();

            try (Socket checked = server.accept()) {
                assertThat(checked.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void saysThatNobodyListens(@TempDir Path folder) throws Exception {
        SocketAddress nobody = new InetSocketAddress("127.0.0.1", FreePort.find());

        assertThat(check(folder, nobody, 5000)).isEqualTo("connection refused");
    }

    /** A full queue of an ear that is deaf: the kernel drops further connects. */
    @Test
    void saysThatThereIsNoAnswer(@TempDir Path folder) throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = connect(deaf);
                Socket second = connect(deaf)) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();

            assertThat(check(folder, deaf.getLocalSocketAddress(), 100)).isEqualTo("no answer within 100 ms");
        }
    }

    @Test
    void blamesNobodyForWhatIsMissingHere(@TempDir Path folder) {
        TcpCheck withoutDescriptors = new TcpCheck(group.next(), 5000, () -> {
            throw new ChannelException("socket(..) failed with error(-24): Too many open files");
        });

        assertThatThrownBy(() -> withoutDescriptors
                        .of(server(folder, new InetSocketAddress("127.0.0.1", 1)))
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ChannelException.class);
    }

    @Test
    void checksUnixSocketsToo(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("app.sock");
        DomainSocketAddress address = new DomainSocketAddress(file.toString());
        assertThat(check(folder, address, 5000)).isNotNull();

        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(file));
            assertThat(check(folder, address, 5000)).isNull();
        }
    }

    private static Socket connect(ServerSocket server) throws IOException {
        return new Socket(server.getInetAddress(), server.getLocalPort());
    }

    private static Server server(Path folder, SocketAddress address) throws IOException {
        Scoreboard scoreboard = Scoreboard.create(folder.resolve("scoreboard" + System.nanoTime()), 1);
        return Server.ofWorker(new WorkerLoad(0, 1, scoreboard.block(0)), address, 0, 0);
    }

    private @Nullable String check(Path folder, SocketAddress address, int timeoutMs) throws Exception {
        Server server = server(folder, address);
        CompletableFuture<@Nullable String> fault = new CompletableFuture<>();
        group.next().execute(() -> new TcpCheck(group.next(), timeoutMs)
                .of(server)
                .whenComplete((found, failure) -> fault.complete(found)));
        return fault.get(20, TimeUnit.SECONDS);
    }
}
