/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import static io.drover.loadtest.app.HttpExchangeHandler.IDLE_GRACE_MS;
import static io.drover.loadtest.app.TestConnection.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.socket.ChannelInputShutdownEvent;
import org.junit.jupiter.api.Test;

class DrainTest {
    private final TestConnection connection = new TestConnection();

    @Test
    void closesAnIdleConnectionAfterTheGrace() {
        connection.get("/plaintext");

        connection.drain();
        assertThat(connection.after(IDLE_GRACE_MS - 1)).isEmpty();
        assertThat(connection.isOpen()).isTrue();

        assertThat(connection.after(1)).isEmpty();
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void closesAConnectionThatHasNeverBeenUsed() {
        connection.drain();
        connection.after(IDLE_GRACE_MS);

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void answersARequestThatWasOnItsWayAndCloses() {
        connection.get("/plaintext");
        connection.drain();

        assertThat(connection.get("/plaintext"))
                .contains("\r\nconnection: close\r\n")
                .endsWith("Hello, World!");
        assertThat(connection.hasEnded()).isTrue();
    }

    @Test
    void answersTheRequestUnderWayAndCloses() {
        connection.get("/slow?ms=5000");
        connection.drain();
        assertThat(connection.after(4_999)).isEmpty();
        assertThat(connection.hasEnded()).isFalse();

        assertThat(connection.after(1)).contains("\r\nconnection: close\r\n").endsWith("answered after 5000 ms");
        assertThat(connection.hasEnded()).isTrue();
    }

    @Test
    void waitsForTheRestOfARequest() {
        connection.send("POST /echo HTTP/1.1\r\nContent-Length: 6\r\n\r\nabc");
        connection.drain();
        connection.after(IDLE_GRACE_MS);
        assertThat(connection.hasEnded()).isFalse();

        assertThat(connection.send("def")).contains("\r\nconnection: close\r\n").endsWith("\r\n\r\nabcdef");
        assertThat(connection.hasEnded()).isTrue();
    }

    @Test
    void leavesARequestThatBeganInTheGraceItsTime() {
        connection.drain();
        connection.get("/slow?ms=5000");
        connection.after(IDLE_GRACE_MS);
        assertThat(connection.hasEnded()).isFalse();

        assertThat(connection.after(5_000)).endsWith("answered after 5000 ms");
        assertThat(connection.hasEnded()).isTrue();
    }

    @Test
    void carriesOutNothingAfterTheLastAnswer() {
        connection.send(request("/slow?ms=50") + request("/crash"));
        connection.drain();

        assertThat(connection.after(50)).contains("\r\nconnection: close\r\n").endsWith("answered after 50 ms");
        assertThat(connection.hasEnded()).isTrue();
        assertThat(connection.crashCount()).isZero();
    }

    @Test
    void waitsForTheClientToCloseAfterTheLastAnswer() {
        connection.drain();
        connection.get("/plaintext");
        assertThat(connection.isOpen()).isTrue();
        assertThat(connection.get("/pid")).isEmpty();

        connection.fire(ChannelInputShutdownEvent.INSTANCE);
        assertThat(connection.isOpen()).isFalse();
    }
}
