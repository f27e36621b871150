/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import static io.drover.loadtest.app.TestConnection.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.socket.ChannelInputShutdownEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpExchangeHandlerTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\n"
            + "content-type: text/plain; charset=utf-8\r\ncontent-length: 13\r\n\r\nHello, World!";
    private static final String LAST_HELLO = "HTTP/1.1 200 OK\r\n"
            + "content-type: text/plain; charset=utf-8\r\ncontent-length: 13\r\nconnection: close\r\n\r\nHello, World!";

    private final TestConnection connection = new TestConnection();

    // ---- order

    @Test
    void answersRequestsOneByOne() {
        assertThat(connection.get("/plaintext")).isEqualTo(HELLO);
        assertThat(connection.get("/pid")).endsWith("\r\n\r\n4711");
        assertThat(connection.get("/plaintext")).isEqualTo(HELLO);
    }

    @Test
    void answersARequestThatComesInPieces() {
        assertThat(connection.send("GET /plaintext HT")).isEmpty();
        assertThat(connection.send("TP/1.1\r\nHost: te")).isEmpty();
        assertThat(connection.send("st\r\n\r\n")).isEqualTo(HELLO);
    }

    @Test
    void answersPipelinedRequestsInOrderWithOneFlush() {
        String answers = connection.send(request("/plaintext") + request("/pid") + request("/plaintext"));

        assertThat(answers).startsWith(HELLO + "HTTP/1.1 200 OK").endsWith("\r\n\r\n4711" + HELLO);
        assertThat(connection.flushCount()).isEqualTo(1);
    }

    @Test
    void letsPipelinedRequestsWaitForASlowOneBeforeThem() {
        String early = connection.send(request("/slow?ms=50") + request("/plaintext") + request("/pid"));
        assertThat(early).isEmpty();
        assertThat(connection.after(49)).isEmpty();

        assertThat(connection.after(1))
                .contains("\r\n\r\nanswered after 50 ms" + HELLO)
                .endsWith("\r\n\r\n4711");
    }

    @Test
    void letsSlowRequestsWaitForEachOther() {
        connection.send(request("/slow?ms=10") + request("/slow?ms=20") + request("/plaintext"));

        assertThat(connection.after(10)).endsWith("answered after 10 ms");
        assertThat(connection.after(19)).isEmpty();
        assertThat(connection.after(1)).endsWith("answered after 20 ms" + HELLO);
    }

    @Test
    void readsNothingFurtherWhileRequestsWait() {
        connection.get("/slow?ms=50");
        assertThat(connection.isReading()).isTrue();

        connection.get("/plaintext");
        assertThat(connection.isReading()).isFalse();

        connection.after(50);
        assertThat(connection.isReading()).isTrue();
        assertThat(connection.get("/plaintext")).isEqualTo(HELLO);
    }

    @Test
    void answersEveryRequestOfABatchThatOutgrowsTheWriteBuffer() {
        int count = 2_000;

        assertThat(connection.send(request("/plaintext").repeat(count))).isEqualTo(HELLO.repeat(count));
        assertThat(connection.peakUnflushedBytes()).isBetween(64L * 1024, 65L * 1024);
        assertThat(connection.isReading()).isTrue();
    }

    @Test
    void forgetsASlowAnswerWhenTheClientIsGone() {
        connection.send(request("/slow?ms=50") + request("/plaintext"));

        assertThat(connection.hasTimers()).isTrue();

        connection.disconnect();

        assertThat(connection.hasTimers()).isFalse();
    }

    // ---- keep-alive

    @Test
    void keepsTheConnectionOpenByDefault() {
        assertThat(connection.get("/plaintext")).doesNotContain("connection:");
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void closesWhenTheClientAsksForIt() {
        assertThat(connection.send(request("/plaintext", "Connection: close"))).isEqualTo(LAST_HELLO);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void carriesOutNothingAfterTheLastRequest() {
        assertThat(connection.send(request("/plaintext", "Connection: close") + request("/crash")))
                .isEqualTo(LAST_HELLO);
        assertThat(connection.crashCount()).isZero();
    }

    @Test
    void closesAfterASlowAnswerWhenTheClientAsksForIt() {
        connection.send(request("/slow?ms=50", "Connection: close") + request("/pid"));
        assertThat(connection.isOpen()).isTrue();

        assertThat(connection.after(50)).contains("connection: close").endsWith("answered after 50 ms");
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void closesAfterAnHttp10Request() {
        assertThat(connection.send("GET /plaintext HTTP/1.0\r\n\r\n")).isEqualTo(LAST_HELLO);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void keepsAnHttp10ConnectionOpenWhenAskedTo() {
        String answer = connection.send("GET /plaintext HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 OK").contains("\r\nconnection: keep-alive\r\n");
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void answersAClientThatHasFinishedSending() {
        connection.send(request("/slow?ms=50") + request("/plaintext"));

        connection.fire(ChannelInputShutdownEvent.INSTANCE);
        assertThat(connection.isOpen()).isTrue();

        assertThat(connection.after(50)).endsWith("answered after 50 ms" + HELLO);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void closesWhenAnIdleClientHasFinishedSending() {
        connection.get("/plaintext");

        connection.fire(ChannelInputShutdownEvent.INSTANCE);

        assertThat(connection.isOpen()).isFalse();
    }

    // ---- methods and errors

    @ParameterizedTest
    @ValueSource(strings = {"/", "/plaintext", "/pid", "/worker", "/nowhere"})
    void answersHeadLikeGetWithoutTheBody(String target) {
        String get = connection.get(target);
        String headers = get.substring(0, get.indexOf("\r\n\r\n") + 4);

        assertThat(connection.send("HEAD " + target + " HTTP/1.1\r\n\r\n")).isEqualTo(headers);
    }

    @Test
    void tellsHeadFromGetInAPipeline() {
        String answers = connection.send("HEAD /plaintext HTTP/1.1\r\n\r\n" + request("/plaintext"));

        assertThat(answers).isEqualTo(HELLO.substring(0, HELLO.indexOf("Hello")) + HELLO);
    }

    @Test
    void goesOnAfterAnUnknownPathAndAWrongMethod() {
        assertThat(connection.get("/nowhere")).startsWith("HTTP/1.1 404 Not Found\r\n");
        assertThat(connection.send("POST /plaintext HTTP/1.1\r\nContent-Length: 5\r\n\r\nGET /"))
                .startsWith("HTTP/1.1 405 Method Not Allowed\r\n")
                .contains("\r\nallow: GET, HEAD\r\n");
        assertThat(connection.get("/plaintext")).isEqualTo(HELLO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/one\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
                "POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
            })
    void refusesMalformedHttpAndCloses(String bytes) {
        assertThat(connection.send(bytes))
                .startsWith("HTTP/1.1 400 Bad Request\r\n")
                .contains("\r\nconnection: close\r\n")
                .endsWith("\r\n\r\nmalformed HTTP");
        assertThat(connection.hasEnded()).isTrue();
    }

    @Test
    void answersWhatCameBeforeMalformedHttp() {
        connection.send(request("/slow?ms=50") + request("/plaintext") + "nonsense\r\n\r\n" + request("/crash"));

        assertThat(connection.after(50))
                .contains("answered after 50 ms" + HELLO + "HTTP/1.1 400 Bad Request\r\n")
                .endsWith("malformed HTTP");
        assertThat(connection.hasEnded()).isTrue();
    }
}
