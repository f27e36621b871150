/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Upstreams on unix sockets, of which the kernel tells less than of TCP. */
@Timeout(30)
class UnixUpstreamTest {
    private static final int CLIENTS = 20;

    @RegisterExtension
    final Fronts fronts = new Fronts();

    /** Full is said once, and that it no longer is not at all: connect(2), EAGAIN. */
    @Test
    void getsTheConnectionsThatDidNotFitIntoItsBacklog(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("server");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path), 1);
            FrontFixture front = fronts.start(folder, 0, "upstream=unix:" + path, "eject-after=1");
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Socket client = front.connect();
                client.getOutputStream().write(i);
                clients.add(client);
            }

            List<Integer> served = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                try (SocketChannel connection = server.accept()) {
                    ByteBuffer first = ByteBuffer.allocate(1);
                    connection.read(first);
                    served.add((int) first.get(0));
                    first.flip();
                    connection.write(first);
                }
            }

            assertThat(served).hasSize(CLIENTS).doesNotHaveDuplicates();
            for (int i = 0; i < CLIENTS; i++) {
                assertThat(clients.get(i).getInputStream().read()).isEqualTo(i);
            }
        }
    }

    @Test
    void hasTimeoutsAfterAConnectionThatWasHalfClosed(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("server");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            FrontFixture front =
                    fronts.start(folder, 0, "upstream=unix:" + path, "half-closed-timeout=200ms", "client-timeout=1s");
            Socket halfClosed = front.connect();
            Socket idle = front.connect();
            SocketChannel one = server.accept();
            SocketChannel other = server.accept();

            halfClosed.shutdownOutput();

            assertThatThrownBy(() -> halfClosed.getInputStream().read()).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> idle.getInputStream().read()).isInstanceOf(SocketException.class);
            one.close();
            other.close();
        }
    }
}
