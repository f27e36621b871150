/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.dispatch.TcpState;
import io.drover.balancer.harness.Patience;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message and the end behind it are one segment for the client, as they were for the relay. */
class LastSegmentTest {
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;

    /** Where tcpi_segs_in stands in struct tcp_info, linux/tcp.h. */
    private static final int SEGMENTS_IN = 140;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256).order(ByteOrder.nativeOrder());

    @Test
    void bringsTheEndToo(@TempDir Path folder) throws Exception {
        try (RelayFixture relay = new RelayFixture(folder)) {
            Socket client = connect(relay.port());
            try (SocketChannel backend = relay.acceptChannel()) {
                assertThat(client.send(buffer, 0, 1)).isOne();
                assertThat(backend.read(ByteBuffer.allocate(10))).isOne();
                TcpState state = new TcpState();
                Patience.await("its acknowledgement").until(() -> !state.isUnacknowledged(client));
                int before = segmentsIn(client);

                relay.whileItStands(() -> {
                    assertThat(backend.write(ByteBuffer.allocate(10))).isEqualTo(10);
                    return backend.shutdownOutput();
                });

                assertThat(receive(client)).isEqualTo(10);
                assertThat(receive(client)).isNegative();
                assertThat(segmentsIn(client) - before).isOne();
            } finally {
                client.close();
            }
            relay.awaitIdle();
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket client = Socket.newSocketStream();
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Patience.await("the connection").until(client::finishConnect);
        return client;
    }

    private int receive(Socket socket) {
        int[] received = new int[1];
        Patience.await("bytes or the end").until(() -> {
            received[0] = socket.recv(buffer, 0, buffer.capacity());
            return received[0] != 0;
        });
        return received[0];
    }

    private int segmentsIn(Socket socket) throws IOException {
        buffer.clear();
        socket.getRawOpt(IPPROTO_TCP, TCP_INFO, buffer);
        return buffer.getInt(SEGMENTS_IN);
    }
}
