/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A unix socket whose backlog is full refuses connects, and does not say when it no longer does (connect(2), EAGAIN). */
class BusyUpstreamTest {
    private static final int CLIENTS = 20;

    @RegisterExtension
    final Fronts fronts = new Fronts();

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
}
