/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.balancer.harness.NativeTransport;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TcpStateTest {
    private final TcpState state = new TcpState();
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void loadTransport() {
        NativeTransport.load();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void countsThoseThatWaitToBeAccepted() throws IOException {
        Socket listening =
                listening(Socket.newSocketStream(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        assertThat(state.queued(listening)).isZero();

        for (int i = 0; i < 3; i++) {
            open.add(SocketChannel.open(listening.localAddress()));
        }
        await().untilAsserted(() -> assertThat(state.queued(listening)).isEqualTo(3));

        Descriptors.close(listening.accept(new byte[Byte.SIZE * Long.BYTES]));
        assertThat(state.queued(listening)).isEqualTo(2);
    }

    @Test
    void knowsNothingOfUnixSockets(@TempDir Path directory) throws IOException {
        Socket listening = listening(
                Socket.newSocketDomain(),
                new DomainSocketAddress(directory.resolve("socket").toFile()));

        assertThat(state.queued(listening)).isNegative();
    }

    private Socket listening(Socket socket, SocketAddress address) throws IOException {
        open.add(socket::close);
        socket.bind(address);
        socket.listen(8);
        return socket;
    }
}
