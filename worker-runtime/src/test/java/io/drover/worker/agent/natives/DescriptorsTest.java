/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DescriptorsTest {
    private final Deque<Integer> opened = new ArrayDeque<>();

    private final Path folder;

    DescriptorsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void load() throws IOException {
        NativeLibrary.load();
    }

    @AfterEach
    void close() {
        opened.forEach(Descriptors::close);
    }

    @Test
    void passesADescriptorAndBytes() throws IOException {
        int[] lane = lane();
        int sent = add(Descriptors.event());

        assertThat(Descriptors.receive(lane[1])).isZero();
        Descriptors.send(lane[0], sent);
        assertThat(add(Descriptors.receive(lane[1]))).isPositive().isNotEqualTo(sent);

        ByteBuffer bytes = ByteBuffer.allocateDirect(2).put(0, (byte) 42);
        assertThat(Descriptors.write(lane[0], bytes, 0, 1)).isEqualTo(1);
        assertThat(Descriptors.read(lane[1], bytes, 1, 2)).isEqualTo(1);
        assertThat(bytes.get(1)).isEqualTo((byte) 42);
    }

    @Test
    void tellsTheEndFromNothing() throws IOException {
        int[] lane = lane();
        ByteBuffer bytes = ByteBuffer.allocateDirect(1);

        assertThat(Descriptors.read(lane[1], bytes, 0, 1)).isZero();
        opened.remove(lane[0]);
        Descriptors.close(lane[0]);

        assertThat(Descriptors.read(lane[1], bytes, 0, 1)).isNegative();
        assertThat(Descriptors.receive(lane[1])).isNegative();
    }

    @Test
    void saysWhatTheSystemSays() throws IOException {
        int socket = add(Descriptors.unixSocket());

        assertThatThrownBy(() ->
                        Descriptors.connect(socket, folder.resolve("nobody").toString()))
                .isInstanceOf(IOException.class)
                .hasMessage("connect: No such file or directory");
        assertThatThrownBy(() -> Descriptors.receiveBufferBytes(-1)).isInstanceOf(IOException.class);
    }

    @Test
    void listensOnAPort() throws IOException {
        Inet4Address loopback = (Inet4Address) InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (ListeningSocket listening = ListeningSocket.tcp(loopback);
                SocketChannel client = SocketChannel.open(new InetSocketAddress(loopback, listening.port()))) {
            int accepted = add(listening.accept());

            assertThat(client.isConnected()).isTrue();
            assertThat(Descriptors.receiveBufferBytes(accepted)).isPositive();
            assertThat(Descriptors.reusesPort(accepted)).isFalse();
        }
    }

    private int[] lane() throws IOException {
        String path = folder.resolve("lane").toString();
        try (ListeningSocket listening = ListeningSocket.unix(path)) {
            int one = add(Descriptors.unixSocket());
            Descriptors.connect(one, path);
            return new int[] {one, add(listening.accept())};
        }
    }

    private int add(int descriptor) {
        opened.push(descriptor);
        return descriptor;
    }
}
