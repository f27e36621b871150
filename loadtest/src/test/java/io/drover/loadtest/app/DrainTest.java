/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import static io.drover.loadtest.app.TestConnection.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.socket.ChannelInputShutdownEvent;
import org.junit.jupiter.api.Test;

/** The application's side of it: the order of answers. The end of connections has tests where it is made. */
class DrainTest {
    /** Longer than an idle connection is left open. */
    private static final int GRACE_MS = 500;

    private final TestConnection connection = new TestConnection();

    @Test
    void closesAnIdleConnection() {
        connection.get("/plaintext");

        connection.drain();
        assertThat(connection.after(GRACE_MS)).isEmpty();

        assertThat(connection.hasEnded()).isTrue();
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
        connection.after(GRACE_MS);
        assertThat(connection.hasEnded()).isFalse();

        assertThat(connection.send("def")).contains("\r\nconnection: close\r\n").endsWith("\r\n\r\nabcdef");
        assertThat(connection.hasEnded()).isTrue();
    }

    @Test
    void leavesARequestThatBeganInTheGraceItsTime() {
        connection.drain();
        connection.get("/slow?ms=5000");
        connection.after(GRACE_MS);
        assertThat(connection.hasEnded()).isFalse();

        assertThat(connection.after(5_000)).endsWith("answered after 5000 ms");
        assertThat(connection.hasEnded()).isTrue();
    }

    @Test
    void answersAllThatWasReadAndCarriesOutNothingMore() {
        connection.send(request("/slow?ms=50") + request("/pid"));
        connection.drain();
        connection.get("/crash");

        assertThat(connection.after(50))
                .containsOnlyOnce("\r\nconnection: close\r\n")
                .contains("answered after 50 ms")
                .endsWith("\r\n\r\n4711");
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
