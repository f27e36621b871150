/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.http;

import static io.drover.worker.http.ConnectionEnd.IDLE_GRACE_MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.worker.HandBackWanted;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where another worker takes the connection: between two requests, with nothing left behind. */
class HttpHandBackTest {
    private static final String GET = "GET / HTTP/1.1\r\n\r\n";
    private static final String CLOSE = "connection: close";

    private final DrainedConnection connection = new DrainedConnection(DrainedConnection.Codec.TELLING);

    @BeforeEach
    void othersTake() {
        connection.worker.othersTake = true;
    }

    @Test
    void givesAnIdleConnectionAwayWhenTheDrainBegins() {
        connection.drain();

        assertThat(handedBack()).isEqualTo(1);
        connection.after(IDLE_GRACE_MS);
        assertThat(connection.hasEnded()).as("for the client").isFalse();
    }

    @Test
    void givesABusyConnectionAwayAfterItsAnswer() {
        connection.send(GET + GET);
        connection.drain();
        assertThat(connection.answer()).doesNotContain(CLOSE);
        assertThat(handedBack()).isZero();

        assertThat(connection.answer()).doesNotContain(CLOSE);
        assertThat(handedBack()).isEqualTo(1);
    }

    @Test
    void keepsAConnectionOfWhichAPartOfARequestIsHere() {
        connection.send("GET / HTTP/1.1\r\n");
        connection.drain();
        assertThat(handedBack()).isZero();

        connection.send("\r\n");
        assertThat(connection.answer()).doesNotContain(CLOSE);
        assertThat(handedBack()).isEqualTo(1);
    }

    @Test
    void endsAConnectionThatNeverIsBetweenRequests() {
        connection.answerAtOnce();
        connection.send("GET /");
        connection.drain();
        String next = " HTTP/1.1\r\n\r\nGET /";

        String received = connection.send(next) + connection.send(next) + connection.send(next);

        assertThat(received).containsOnlyOnce(CLOSE);
        assertThat(connection.hasEnded()).isTrue();
        assertThat(handedBack()).isZero();
    }

    @Test
    void closesAConnectionThatNobodyTakes() {
        connection.worker.refuses = true;
        connection.drain();
        connection.send(GET);

        assertThat(connection.answer()).contains(CLOSE);
        assertThat(connection.hasEnded()).isTrue();
    }

    @Test
    void closesAConnectionBehindACodecThatDoesNotTell() {
        DrainedConnection untold = new DrainedConnection(DrainedConnection.Codec.NETTYS);
        untold.worker.othersTake = true;
        untold.send(GET);
        untold.drain();

        assertThat(untold.answer()).contains(CLOSE);
        assertThat(untold.worker.handedBackCount).isZero();
    }

    @Test
    void givesAnIdleConnectionToAWorkerThatWantsOne() {
        connection.send(GET);
        connection.fire(HandBackWanted.INSTANCE);
        assertThat(handedBack()).as("under way").isZero();

        assertThat(connection.answer()).doesNotContain(CLOSE);
        connection.fire(HandBackWanted.INSTANCE);
        assertThat(handedBack()).isEqualTo(1);
    }

    @Test
    void keepsAConnectionWithAnAnswerThatIsNotInTheSocketYet() {
        connection.send(GET);
        connection.writeOnly(DrainedConnection.full(HttpResponseStatus.OK, "ok"));

        connection.fire(HandBackWanted.INSTANCE);

        assertThat(handedBack()).isZero();
    }

    @Test
    void servesOnWhereNobodyWantsIt() {
        connection.worker.refuses = true;
        connection.fire(HandBackWanted.INSTANCE);
        connection.send(GET);

        assertThat(connection.answer()).doesNotContain(CLOSE);
        connection.after(IDLE_GRACE_MS);
        assertThat(connection.hasEnded()).isFalse();
    }

    private int handedBack() {
        return connection.worker.handedBackCount;
    }
}
