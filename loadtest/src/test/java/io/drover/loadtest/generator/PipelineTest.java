/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PipelineTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String LAST = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";
    private static final int DEPTH = 8;

    private final Generator generator = new Generator();

    @AfterEach
    void end() {
        generator.close();
    }

    @Test
    void matchesEachAnswerWithItsRequest() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer(OK, false, asked::incrementAndGet)) {
            LoadResult result = generator.run(plan(server, 1).pipelining(DEPTH));
            assertThat(result.errors()).isEmpty();
            assertThat(result.requests()).isGreaterThan(DEPTH);
            assertThat(result.connections()).isEqualTo(1);
            // What was under way at the end was asked, and counts as nothing.
            assertThat(asked.get() - result.requests()).isBetween(0L, (long) DEPTH);
        }
    }

    @Test
    void fillsThePipelineBeforeAnyAnswer() throws Exception {
        try (ScriptedServer silent = new ScriptedServer("", false)) {
            LoadPlan plan = new LoadPlan(silent.url(), 1, 400, false, 100).pipelining(DEPTH);
            LoadResult result = generator.run(plan);
            assertThat(result.errors()).containsOnlyKeys(ErrorKind.TIMEOUT);
            assertThat(result.failures() % DEPTH).isZero();
        }
    }

    @Test
    void asksAgainWhatTheServerDidNotAnswerBeforeItClosed() throws Exception {
        try (ScriptedServer server = new ScriptedServer(LAST, true)) {
            LoadResult result = generator.run(plan(server, 2).pipelining(DEPTH));
            assertThat(result.errors()).isEmpty();
            assertThat(result.requests()).isGreaterThan(DEPTH);
            assertThat(result.connections()).isGreaterThanOrEqualTo(result.requests());
        }
    }

    @Test
    void losesAllThatIsUnderWayWithTheConnection() throws Exception {
        try (ScriptedServer server = new ScriptedServer("", true)) {
            LoadResult result = generator.run(plan(server, 1).pipelining(DEPTH));
            assertThat(result.errors()).containsOnlyKeys(ErrorKind.RESET);
            assertThat(result.failures() % DEPTH).isZero();
        }
    }

    @Test
    void comesFromSoManyAddresses() throws Exception {
        try (ScriptedServer server = new ScriptedServer(OK, false)) {
            LoadResult result = generator.run(plan(server, 6).fromAddresses(5));
            assertThat(result.errors()).isEmpty();
            assertThat(server.clients())
                    .extracting(address -> address.getHostAddress())
                    .containsExactlyInAnyOrder("127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5", "127.0.0.6");
        }
    }

    @Test
    void countsAddressesOnBehindTheLastByte() throws Exception {
        assertThat(LoadSocket.source(253).getHostAddress()).isEqualTo("127.0.0.255");
        assertThat(LoadSocket.source(254).getHostAddress()).isEqualTo("127.0.1.0");
        assertThat(LoadSocket.source(9_999).getHostAddress()).isEqualTo("127.0.39.17");
    }

    private static LoadPlan plan(ScriptedServer server, int connections) {
        return new LoadPlan(server.url(), connections, 200, false, 5_000);
    }
}
