/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http2.Http2Error;
import org.junit.jupiter.api.Test;

class Http2DrainTest {
    private final Http2Pair pair = new Http2Pair();

    @Test
    void tellsAnIdleClientInTwoStepsAndCloses() {
        pair.drain();

        assertThat(pair.goAways()).containsExactly(Integer.MAX_VALUE, 0);
        assertThat(pair.server.isOutputShutdown()).isTrue();
        assertThat(pair.server.isOpen()).as("for the client to close").isTrue();
        pair.server.advance(LingeringClose.MAX_LINGER_MS);
        assertThat(pair.server.isOpen()).isFalse();
    }

    @Test
    void servesWhatTheClientOpensBeforeItKnows() {
        pair.holdBackClient();
        pair.drain();
        pair.request(3);
        assertThat(pair.goAways()).containsExactly(Integer.MAX_VALUE);

        pair.releaseClient();

        assertThat(pair.goAways()).containsExactly(Integer.MAX_VALUE, 3);
        assertThat(pair.server.isOutputShutdown()).as("a stream is open").isFalse();
        pair.respond();
        assertThat(pair.responses()).containsExactly(3);
        assertThat(pair.server.isOutputShutdown()).isTrue();
    }

    @Test
    void letsOpenStreamsEnd() {
        pair.request(3);
        pair.request(5);
        pair.drain();
        assertThat(pair.goAways()).containsExactly(Integer.MAX_VALUE, 5);

        pair.after(60_000);
        assertThat(pair.server.isOutputShutdown()).isFalse();
        pair.respond();

        assertThat(pair.responses()).containsExactly(3, 5);
        assertThat(pair.server.isOutputShutdown()).isTrue();
        assertThat(pair.worker.requestCount).isEqualTo(2);
    }

    @Test
    void doesNotWaitForAClientThatDoesNotAnswerThePing() {
        pair.holdBackClient();
        pair.drain();
        pair.after(Http2Drain.PING_TIMEOUT_MS - 1);
        assertThat(pair.goAways()).hasSize(1);

        pair.after(1);
        assertThat(pair.goAways()).containsExactly(Integer.MAX_VALUE, 0);
        assertThat(pair.server.isOutputShutdown()).isTrue();
    }

    @Test
    void saysThatNothingIsWrong() {
        pair.drain();

        assertThat(pair.errorCodes()).containsOnly(Http2Error.NO_ERROR.code());
    }

    @Test
    void countsStreamsWhileTheWorkerServes() {
        pair.request(3);
        pair.respond();

        assertThat(pair.worker.requestCount).isEqualTo(1);
        assertThat(pair.goAways()).isEmpty();
    }

    @Test
    void demandsACodec() {
        TwoWayChannel channel = new TwoWayChannel();
        channel.pipeline().addLast(new Http2Drain(new TestWorker()));

        assertThatThrownBy(channel::checkException).hasStackTraceContaining("(expected: an Http2FrameCodec)");
    }
}
