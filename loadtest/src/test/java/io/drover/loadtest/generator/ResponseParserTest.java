/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello";

    private final ResponseParser parser = new ResponseParser();

    @Test
    void findsTheEndOfAnAnswer() {
        assertThat(take(HELLO)).isEqualTo(HELLO.length());
        assertThat(parser.isComplete()).isTrue();
        assertThat(parser.isSuccess()).isTrue();
        assertThat(parser.isLastOfConnection()).isFalse();
    }

    @Test
    void doesNotCareWhereTheNetworkCuts() {
        for (int cut = 1; cut < HELLO.length(); cut++) {
            parser.reset();
            take(HELLO.substring(0, cut));
            assertThat(parser.isComplete()).as("cut at %d", cut).isFalse();
            assertThat(parser.hasBegun()).isTrue();
            take(HELLO.substring(cut));
            assertThat(parser.isComplete()).as("cut at %d", cut).isTrue();
        }
    }

    @Test
    void takesAnAnswerByteByByte() {
        HELLO.chars().forEach(letter -> {
            assertThat(parser.isComplete()).isFalse();
            assertThat(take(String.valueOf((char) letter))).isEqualTo(1);
        });
        assertThat(parser.isComplete()).isTrue();
    }

    @Test
    void leavesTheNextAnswerAlone() {
        assertThat(take(HELLO + HELLO)).isEqualTo(HELLO.length());
        assertThat(parser.isComplete()).isTrue();
    }

    @Test
    void readsHeaderNamesInAnyCase() {
        take("HTTP/1.1 200 OK\r\ncONTENT-lENGTH:2 \r\nCONNECTION: CLOSE\r\n\r\nab");
        assertThat(parser.isComplete()).isTrue();
        assertThat(parser.isLastOfConnection()).isTrue();
    }

    @Test
    void doesNotMistakeALongHeaderForALength() {
        take("HTTP/1.1 200 OK\r\nX-Long: " + "content-length: 9 ".repeat(100) + "\r\nContent-Length: 0\r\n\r\n");
        assertThat(parser.isComplete()).isTrue();
    }

    @Test
    void needsNoBodyWhereThereIsNone() {
        take("HTTP/1.1 204 No Content\r\n\r\n");
        assertThat(parser.isComplete()).isTrue();
        assertThat(parser.isSuccess()).isTrue();
    }

    @Test
    void passesOverInterimAnswers() {
        take("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
        assertThat(parser.isComplete()).isFalse();
        take(HELLO);
        assertThat(parser.isComplete()).isTrue();
        assertThat(parser.isSuccess()).isTrue();
    }

    @Test
    void takesTheEndOfTheConnectionForTheEndOfABodyWithoutLength() {
        take("HTTP/1.0 200 OK\r\n\r\nsome");
        assertThat(parser.isComplete()).isFalse();
        assertThat(parser.isLastOfConnection()).isTrue();
        parser.onConnectionEnd();
        assertThat(parser.isComplete()).isTrue();
    }

    @Test
    void doesNotTakeItForTheEndOfABodyThatShouldBeLonger() {
        take("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nsome");
        parser.onConnectionEnd();
        assertThat(parser.isComplete()).isFalse();
    }

    @Test
    void tellsFailureFromSuccess() {
        take("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
        assertThat(parser.isComplete()).isTrue();
        assertThat(parser.isSuccess()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "\r\n",
                "HTTP/1.1 2x0 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length:\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
            })
    void saysWhatItCanNotRead(String bytes) {
        take(bytes);
        assertThat(parser.isMalformed()).isTrue();
        assertThat(parser.isComplete()).isFalse();
    }

    private int take(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return parser.take(ByteBuffer.wrap(bytes), 0, bytes.length);
    }
}
