/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.http;

import static io.drover.worker.http.ConnectionEnd.IDLE_GRACE_MS;
import static io.drover.worker.http.ConnectionEnd.SILENCE_MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where no other worker takes the connection: it ends, and no answer is lost. */
class HttpDrainTest {
    private static final String GET = "GET / HTTP/1.1\r\n\r\n";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
    private static final String LAST_ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok";

    private final DrainedConnection connection = new DrainedConnection(DrainedConnection.Codec.TELLING);

    @Test
    void leavesMessagesAloneWhileTheWorkerServes() {
        connection.send(GET + GET);

        assertThat(connection.answer() + connection.answer()).isEqualTo(ANSWER + ANSWER);
        assertThat(connection.requests()).isEqualTo(2);
        assertThat(connection.hasEnded()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void closesAnIdleConnectionAfterTheGrace(DrainedConnection.Codec codec) {
        DrainedConnection idle = new DrainedConnection(codec);
        idle.drain();

        idle.after(IDLE_GRACE_MS - 1);
        assertThat(idle.hasEnded()).isFalse();

        idle.after(1);
        assertThat(idle.hasEnded()).as("our direction").isTrue();
        assertThat(idle.isOpen()).as("for the client to close").isTrue();
        idle.after(LingeringClose.MAX_LINGER_MS);
        assertThat(idle.isOpen()).isFalse();
    }

    @Test
    void closesWhenTheClientHasClosedAfterTheEnd() {
        connection.drain();
        connection.after(IDLE_GRACE_MS);

        connection.fire(ChannelInputShutdownEvent.INSTANCE);

        assertThat(connection.isOpen()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void answersARequestThatArrivesInTheGraceAsTheLast(DrainedConnection.Codec codec) {
        DrainedConnection asked = new DrainedConnection(codec);
        asked.drain();
        asked.after(IDLE_GRACE_MS - 1);
        asked.send(GET);
        asked.after(IDLE_GRACE_MS);
        assertThat(asked.hasEnded()).as("under way").isFalse();

        assertThat(asked.answer()).isEqualTo(LAST_ANSWER);
        assertThat(asked.hasEnded()).isTrue();
        assertThat(asked.requests()).isEqualTo(1);
    }

    @Test
    void dropsARequestThatArrivesWithTheClose() {
        connection.drain();
        connection.after(IDLE_GRACE_MS);

        connection.send(GET);

        assertThat(connection.taken()).isEmpty();
        assertThat(connection.isOpen()).as("no reset").isTrue();
    }

    @Test
    void answersAllPipelinedRequestsThatWereReadAndClosesWithTheLast() {
        connection.send(GET + GET);
        connection.drain();
        connection.send(GET);

        assertThat(connection.taken()).hasSize(2);
        assertThat(connection.answer()).isEqualTo(ANSWER);
        assertThat(connection.hasEnded()).isFalse();
        assertThat(connection.answer()).isEqualTo(LAST_ANSWER);
        assertThat(connection.hasEnded()).isTrue();
    }

    @Test
    void answersAllThatComesInOneReadWhereAnswersAreImmediate() {
        connection.answerAtOnce();
        connection.drain();

        assertThat(connection.send(GET + GET + GET)).isEqualTo(ANSWER + ANSWER + LAST_ANSWER);
        assertThat(connection.hasEnded()).isTrue();
    }

    @Test
    void endsAClientThatAlwaysHasTheNextRequestHalfSent() {
        connection.answerAtOnce();
        connection.drain();

        assertThat(connection.send(GET + "GET /")).isEqualTo(ANSWER);
        assertThat(connection.send(" HTTP/1.1\r\n\r\nGET /")).isEqualTo(LAST_ANSWER);
        assertThat(connection.hasEnded()).isTrue();
    }

    @Test
    void waitsForTheRestOfAChunkedRequest() {
        connection.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        connection.drain();
        connection.after(IDLE_GRACE_MS);
        assertThat(connection.hasEnded()).isFalse();

        connection.send("3\r\ndef\r\n0\r\n\r\n");
        assertThat(connection.body()).isEqualTo("abcdef");
        assertThat(connection.answer()).isEqualTo(LAST_ANSWER);
        assertThat(connection.hasEnded()).isTrue();
    }

    @Test
    void waitsForTheRestOfAHead() {
        connection.send("GET / HTTP/1.1\r\nHost: te");
        connection.drain();
        connection.after(IDLE_GRACE_MS);
        assertThat(connection.hasEnded()).isFalse();

        connection.send("st\r\n\r\n");
        assertThat(connection.answer()).isEqualTo(LAST_ANSWER);
    }

    @ParameterizedTest
    @EnumSource
    void doesNotWaitForAClientThatGoesSilentInABody(DrainedConnection.Codec codec) {
        DrainedConnection silent = new DrainedConnection(codec);
        silent.send("POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\nabc");
        silent.drain();
        silent.after(SILENCE_MS - 1);
        silent.send("d");
        silent.after(SILENCE_MS);
        assertThat(silent.isOpen()).as("not silent").isTrue();

        silent.after(SILENCE_MS);
        assertThat(silent.isOpen()).isFalse();
    }

    @Test
    void doesNotWaitForAClientThatGoesSilentInAHead() {
        connection.send("GET / HTTP/1.1\r\n");
        connection.drain();
        connection.after(SILENCE_MS);

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void givesAnAnswerAllTheTimeItTakes() {
        connection.send(GET);
        connection.drain();
        connection.after(10 * SILENCE_MS);

        assertThat(connection.answer()).isEqualTo(LAST_ANSWER);
    }

    @Test
    void doesNotTakeInterimResponsesForTheAnswer() {
        connection.send("POST / HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
        connection.drain();

        assertThat(connection.write(DrainedConnection.full(HttpResponseStatus.CONTINUE, "")))
                .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
        connection.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.EARLY_HINTS));
        connection.write(LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(connection.requests()).isZero();
        assertThat(connection.hasEnded()).isFalse();

        connection.send("abc");
        assertThat(connection.answer()).isEqualTo(LAST_ANSWER);
        assertThat(connection.requests()).isEqualTo(1);
    }

    @Test
    void endsAResponseThatIsBeingWritten() {
        connection.send(GET);
        DefaultHttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set("transfer-encoding", "chunked");
        connection.write(head);
        connection.drain();
        connection.after(IDLE_GRACE_MS);
        connection.write(new DefaultHttpContent(Unpooled.copiedBuffer("abc", StandardCharsets.US_ASCII)));
        assertThat(connection.hasEnded()).isFalse();

        assertThat(connection.write(LastHttpContent.EMPTY_LAST_CONTENT)).isEqualTo("0\r\n\r\n");
        connection.after(IDLE_GRACE_MS);
        assertThat(connection.hasEnded()).as("it could not say so any more").isTrue();
    }

    @Test
    void closesAfterAnAnswerToHead() {
        connection.send("HEAD / HTTP/1.1\r\n\r\n");
        connection.drain();

        assertThat(connection.write(DrainedConnection.full(HttpResponseStatus.OK, "")))
                .endsWith("connection: close\r\n\r\n");
        assertThat(connection.hasEnded()).isTrue();
    }

    @Test
    void leavesAConnectionThatHasBecomeAnotherProtocolAlone() {
        connection.send("GET / HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n");
        connection.write(DrainedConnection.full(HttpResponseStatus.SWITCHING_PROTOCOLS, ""));
        connection.drain();
        connection.after(10 * SILENCE_MS);

        assertThat(connection.hasEnded()).isFalse();
    }

    @Test
    void drainsAConnectionThatIsSetUpAfterTheDrainBegan() {
        DrainedConnection late = DrainedConnection.madeInDrain();
        late.after(IDLE_GRACE_MS);

        assertThat(late.hasEnded()).isTrue();
    }
}
