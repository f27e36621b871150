/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import static io.drover.loadtest.app.TestConnection.lines;
import static io.drover.loadtest.app.TestConnection.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class EchoTest {
    private static final int LIMIT = IncomingRequest.MAX_BODY_BYTES;

    private final TestConnection connection = new TestConnection();

    @Test
    void returnsBodyAndContentType() {
        assertThat(connection.send(post("Content-Type: application/x-test", "Content-Length: 5") + "abcde"))
                .isEqualTo("HTTP/1.1 200 OK\r\ncontent-type: application/x-test\r\ncontent-length: 5\r\n\r\nabcde");
    }

    @Test
    void returnsBytesAsTheyAreWhereNoTypeIsGiven() {
        assertThat(connection.send(post("Content-Length: 3") + "\0\r\u00ff"))
                .contains("\r\ncontent-type: application/octet-stream\r\n")
                .endsWith("\r\n\r\n\0\r\u00ff");
    }

    @Test
    void returnsAnEmptyBody() {
        assertThat(connection.send(post("Content-Length: 0"))).endsWith("\r\ncontent-length: 0\r\n\r\n");
        assertThat(connection.send(post())).endsWith("\r\ncontent-length: 0\r\n\r\n");
    }

    @Test
    void gathersAChunkedBody() {
        assertThat(connection.send(post("Transfer-Encoding: chunked") + "3\r\nabc\r\n"))
                .isEmpty();
        assertThat(connection.send("4\r\nde")).isEmpty();

        assertThat(connection.send("fg\r\n0\r\n\r\n" + request("/pid")))
                .contains("\r\ncontent-length: 7\r\n\r\nabcdefgHTTP/1.1 200 OK\r\n")
                .endsWith("\r\n\r\n4711");
    }

    @Test
    void gathersABodyThatComesInPieces() {
        connection.send(post("Content-Length: 200000") + "a".repeat(50_000));
        connection.send("b".repeat(100_000));

        assertThat(connection.send("c".repeat(50_000)))
                .endsWith("\r\n\r\n" + "a".repeat(50_000) + "b".repeat(100_000) + "c".repeat(50_000));
    }

    @Test
    void returnsABodyOfTheLimit() {
        connection.send(post("Content-Length: " + LIMIT));

        String answer = connection.send(zeros(LIMIT));

        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\0");
        assertThat(answer.length() - answer.indexOf("\r\n\r\n") - 4).isEqualTo(LIMIT);
    }

    @Test
    void refusesALargerBodyAndGoesOn() {
        connection.send(post("Content-Length: " + (LIMIT + 1)));

        assertThat(connection.send(zeros(LIMIT + 1))).startsWith("HTTP/1.1 413 Request Entity Too Large\r\n");
        assertThat(connection.get("/pid")).endsWith("\r\n\r\n4711");
    }

    @Test
    void refusesALargerChunkedBodyAndGoesOn() {
        connection.send(post("Transfer-Encoding: chunked") + Integer.toHexString(LIMIT + 1) + "\r\n");
        connection.send(zeros(LIMIT + 1));

        assertThat(connection.send("\r\n0\r\n\r\n")).startsWith("HTTP/1.1 413 Request Entity Too Large\r\n");
        assertThat(connection.get("/pid")).endsWith("\r\n\r\n4711");
    }

    @Test
    void invitesTheBodyOfAClientThatAsksFirst() {
        assertThat(connection.send(post("Content-Length: 3", "Expect: 100-continue")))
                .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
        assertThat(connection.send("abc" + "HEAD /pid HTTP/1.1\r\n\r\n"))
                .contains("\r\n\r\nabcHTTP/1.1 200 OK\r\n")
                .endsWith("\r\ncontent-length: 4\r\n\r\n");
    }

    @Test
    void refusesALargeBodyBeforeItIsSentAndCloses() {
        assertThat(connection.send(post("Content-Length: " + (LIMIT + 1), "Expect: 100-continue")))
                .startsWith("HTTP/1.1 413 Request Entity Too Large\r\n")
                .contains("\r\nconnection: close\r\n");
        assertThat(connection.hasEnded()).isTrue();
    }

    private static String post(String... headers) {
        return "POST /echo HTTP/1.1\r\nHost: test\r\n" + lines(headers) + "\r\n";
    }

    private static ByteBuf zeros(int count) {
        return Unpooled.wrappedBuffer(new byte[count]);
    }
}
