/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.core.config.Setting;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each direction ends by itself, with its last byte: nothing is cut, whoever ends first and however much is under way. */
class HalfCloseTest {
    private static final int MORE_THAN_BUFFERS_HOLD = 20_000_000;

    @ParameterizedTest
    @CsvSource({"auto, 10", "auto, 20000000", "on, 10", "on, 20000000", "off, 10", "off, 20000000"})
    void clientEndsFirst(String splice, int length, @TempDir Path folder) throws Exception {
        try (RelayFixture relay = new RelayFixture(folder, Setting.SPLICE, splice)) {
            Socket client = relay.connect();
            Socket backend = relay.accept();
            byte[] request = bytes(length, 1);
            byte[] response = bytes(length, 2);

            CompletableFuture<Boolean> sent = send(client, request);
            assertThat(backend.getInputStream().readAllBytes()).isEqualTo(request);
            sent.join();
            CompletableFuture<Boolean> answered = send(backend, response);
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(response);
            answered.join();
            relay.awaitIdle();
        }
    }

    @ParameterizedTest
    @CsvSource({"auto, 10", "auto, 20000000", "on, 20000000", "off, 20000000"})
    void backendEndsFirst(String splice, int length, @TempDir Path folder) throws Exception {
        try (RelayFixture relay = new RelayFixture(folder, Setting.SPLICE, splice)) {
            Socket client = relay.connect();
            Socket backend = relay.accept();
            byte[] response = bytes(length, 3);
            byte[] late = bytes(length, 4);

            CompletableFuture<Boolean> answered = send(backend, response);
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(response);
            answered.join();
            CompletableFuture<Boolean> sent = send(client, late);
            assertThat(backend.getInputStream().readAllBytes()).isEqualTo(late);
            sent.join();
            relay.awaitIdle();
        }
    }

    @ParameterizedTest
    @CsvSource({"auto", "on", "off"})
    void bothSendAtOnce(String splice, @TempDir Path folder) throws Exception {
        try (RelayFixture relay = new RelayFixture(folder, Setting.SPLICE, splice)) {
            Socket client = relay.connect();
            Socket backend = relay.accept();
            byte[] up = bytes(MORE_THAN_BUFFERS_HOLD, 5);
            byte[] down = bytes(MORE_THAN_BUFFERS_HOLD, 6);

            CompletableFuture<Boolean> sent = send(client, up);
            CompletableFuture<Boolean> answered = send(backend, down);
            CompletableFuture<byte[]> received = receive(client);
            assertThat(backend.getInputStream().readAllBytes()).isEqualTo(up);
            assertThat(received.join()).isEqualTo(down);
            CompletableFuture.allOf(sent, answered).join();
            relay.awaitIdle();
        }
    }

    /** Sends all and then ends its direction, on a thread of its own. */
    private static CompletableFuture<Boolean> send(Socket socket, byte[] bytes) {
        return Blocking.start(() -> {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            return true;
        });
    }

    private static CompletableFuture<byte[]> receive(Socket socket) {
        return Blocking.start(() -> socket.getInputStream().readAllBytes());
    }

    private static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
