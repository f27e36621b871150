/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.balancer.harness.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reset of one side is a reset of the other, after what came before it; nothing else looks like one. */
class ResetTest {
    private static final int BYTES = 100_000;

    private final RelayFixture relay;
    private final Socket client;
    private final Socket backend;

    ResetTest(@TempDir Path folder) throws Exception {
        relay = new RelayFixture(folder);
        client = relay.connect();
        backend = relay.accept();
    }

    @BeforeEach
    void bothSidesAreConnected() throws IOException {
        client.getOutputStream().write('?');
        assertThat(backend.getInputStream().read()).isEqualTo('?');
        backend.getOutputStream().write('!');
        assertThat(client.getInputStream().read()).isEqualTo('!');
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        relay.awaitIdle();
        relay.close();
    }

    @Test
    void ofTheBackendReachesTheClient() throws IOException {
        reset(backend);

        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void ofTheClientReachesTheBackend() throws IOException {
        reset(client);

        assertThatThrownBy(() -> backend.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void comesAfterTheBytesThatCameBefore() throws Exception {
        backend.getOutputStream().write(new byte[BYTES]);
        // Until the relay has taken them all: a reset discards what is still on its way to it.
        Patience.await("the bytes at the client")
                .until(() -> client.getInputStream().available() >= BYTES);
        reset(backend);

        InputStream received = client.getInputStream();
        assertThat(received.readNBytes(BYTES)).hasSize(BYTES);
        assertThatThrownBy(received::read).isInstanceOf(SocketException.class);
    }

    /** As an HTTP server does that refuses a body: it answers, and closes with bytes unread, which resets. */
    @Test
    void leavesTheAnswerOfABackendThatDoesNotReadAll() throws Exception {
        client.getOutputStream().write(new byte[BYTES]);
        backend.getOutputStream().write(new byte[] {'4', '1', '3'});
        Patience.await("the request at the backend")
                .until(() -> backend.getInputStream().available() > 0);
        Patience.await("the answer at the client")
                .until(() -> client.getInputStream().available() == 3);
        backend.close();

        assertThat(client.getInputStream().readNBytes(3)).containsExactly('4', '1', '3');
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void reachesTheBackendWhenTheClientIsGoneAndMoreIsSentToIt() throws IOException {
        client.close();
        assertThat(backend.getInputStream().read())
                .as("its direction ended in order")
                .isEqualTo(-1);

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        backend.getOutputStream().write(new byte[BYTES]);
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void isNotWhatAnOrderlyEndLooksLike() throws IOException {
        backend.shutdownOutput();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
        client.close();

        assertThat(backend.getInputStream().read()).isEqualTo(-1);
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
