/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final SocketAddress PEER = new InetSocketAddress("192.0.2.7", 40_000);

    private final AtomicInteger crashes = new AtomicInteger();
    private final Routes routes = new Routes(TestConnection.IDENTITY, crashes::incrementAndGet);

    @Test
    void answersTheSumOfAHundredThousandSteps() {
        Reply reply = get("/");

        assertThat(body(reply)).isEqualTo("{\"sum\":" + CpuBurn.sum(100_000) + "}");
        assertThat(reply.headers().get(HttpHeaderNames.CONTENT_TYPE)).isEqualTo("application/json");
        assertThat(reply.status().code()).isEqualTo(200);
    }

    @Test
    void answersTheSumOfAsManyStepsAsAskedFor() {
        assertThat(body(get("/?steps=7"))).isEqualTo("{\"sum\":" + CpuBurn.sum(7) + "}");
        assertThat(body(get("/?steps=0"))).isEqualTo("{\"sum\":0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000000001", "-1", "many"})
    void refusesStepsThatAreNoReasonableNumber(String steps) {
        Reply reply = get("/?steps=" + steps);

        assertThat(reply.status().code()).isEqualTo(400);
        assertThat(body(reply)).isEqualTo("steps: " + steps + " (expected: a number from 0 to 1000000000)");
    }

    @Test
    void answersTenKilobytesOfJson() throws Exception {
        Reply reply = get("/json");

        assertThat(body(reply).length()).isBetween(10_000, 10_500);
        assertThat(new ObjectMapper().readTree(body(reply)).path("items")).hasSize(97);
        assertThat(reply.headers().get(HttpHeaderNames.CONTENT_TYPE)).isEqualTo("application/json");
    }

    @Test
    void announcesAsManyBytesAsAskedForAndHoldsNoneOfThem() {
        Reply reply = get("/bytes?n=100000000000");

        assertThat(reply.headers().get(HttpHeaderNames.CONTENT_LENGTH)).isEqualTo("100000000000");
        assertThat(reply.streamedBytes()).isEqualTo(100_000_000_000L);
        assertThat(reply.body().readableBytes()).isZero();
        assertThat(get("/bytes").streamedBytes()).isEqualTo(1 << 20);
        assertThat(get("/bytes?n=-1").status().code()).isEqualTo(400);
    }

    @Test
    void greetsInPlainText() {
        Reply reply = get("/plaintext");

        assertThat(body(reply)).isEqualTo("Hello, World!");
        assertThat(reply.headers().get(HttpHeaderNames.CONTENT_TYPE)).startsWith("text/plain");
        assertThat(reply.headers().get(HttpHeaderNames.CONTENT_LENGTH)).isEqualTo("13");
    }

    @Test
    void saysWhichProcessAnswers() {
        assertThat(body(get("/pid"))).isEqualTo("4711");
    }

    @Test
    void saysWhichWorkerAnswersWhom() {
        assertThat(body(get("/worker")))
                .isEqualTo("{\"pid\":4711,\"slot\":3,\"workerId\":17,\"generation\":2,\"peer\":\"192.0.2.7:40000\"}");
        assertThat(TestConnection.IDENTITY.toJson(UnixDomainSocketAddress.of("")))
                .contains("\"peer\":\"unix\"");
    }

    @Test
    void delaysSlowAnswersInsteadOfWaiting() {
        assertThat(get("/slow?ms=600000").delayMs()).isEqualTo(600_000);
        assertThat(get("/slow").delayMs()).isEqualTo(1_000);
        assertThat(get("/plaintext").delayMs()).isZero();
        assertThat(get("/slow?ms=600001").status().code()).isEqualTo(400);
    }

    @Test
    void blocksTheThreadThatAsks() {
        Thread.currentThread().interrupt(); // so that the sleep ends at once, and is seen to have been one

        Reply reply = get("/block?ms=600000");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(body(reply)).isEqualTo("blocked for 600000 ms");
        assertThat(reply.delayMs()).isZero();
    }

    @Test
    void crashesWhenAskedTo() {
        // Our crash returns; the real one can't.
        assertThatThrownBy(() -> get("/crash")).isInstanceOf(IllegalStateException.class);
        assertThat(crashes).hasValue(1);
    }

    @Test
    void wantsTheBodyOfAnEchoOnly() {
        assertThat(routes.readsBody(HttpMethod.POST, RequestTarget.parse("/echo?x")))
                .isTrue();
        assertThat(routes.readsBody(HttpMethod.GET, RequestTarget.parse("/echo")))
                .isFalse();
        assertThat(routes.readsBody(HttpMethod.POST, RequestTarget.parse("/"))).isFalse();
    }

    @Test
    void knowsNoOtherPaths() {
        Reply reply = get("/plaintext/");

        assertThat(reply.status().code()).isEqualTo(404);
        assertThat(body(reply)).isEqualTo("not found: /plaintext/");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /, 'GET, HEAD'",
        "DELETE, /plaintext, 'GET, HEAD'",
        "OPTIONS, /crash, 'GET, HEAD'",
        "GET, /echo, POST",
        "HEAD, /echo, POST",
    })
    void namesTheMethodsThatAreAllowed(String method, String target, String allowed) {
        Reply reply = reply(HttpMethod.valueOf(method), target);

        assertThat(reply.status().code()).isEqualTo(405);
        assertThat(reply.headers().get(HttpHeaderNames.ALLOW)).isEqualTo(allowed);
        assertThat(crashes).hasValue(0);
    }

    private Reply get(String target) {
        return reply(HttpMethod.GET, target);
    }

    private Reply reply(HttpMethod method, String target) {
        return routes.reply(new Request(
                method, RequestTarget.parse(target), EmptyHttpHeaders.INSTANCE, Unpooled.EMPTY_BUFFER, PEER));
    }

    private static String body(Reply reply) {
        return reply.body().toString(StandardCharsets.UTF_8);
    }
}
