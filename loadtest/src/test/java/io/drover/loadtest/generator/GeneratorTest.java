/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GeneratorTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final int CONNECTIONS = 3;
    private static final long DURATION_MS = 200;

    private final Generator generator = new Generator();

    @AfterEach
    void end() {
        generator.close();
    }

    @Test
    void keepsItsConnections() throws Exception {
        try (ScriptedServer server = new ScriptedServer(OK, false)) {
            LoadResult result = run(server.url(), false);
            assertThat(result.errors()).isEmpty();
            assertThat(result.requests()).isGreaterThan(CONNECTIONS);
            assertThat(result.connections()).isEqualTo(CONNECTIONS);
            assertThat(result.bytes())
                    .isBetween(result.requests() * OK.length(), (result.requests() + CONNECTIONS) * OK.length());
            assertThat(server.acceptedConnections()).isEqualTo(CONNECTIONS);
        }
    }

    @Test
    void connectsForEveryRequest() throws Exception {
        try (ScriptedServer server = new ScriptedServer(OK, true)) {
            LoadResult result = run(server.url(), true);
            assertThat(result.errors()).isEmpty();
            assertThat(result.requests()).isGreaterThan(CONNECTIONS);
            assertThat(result.connections()).isBetween(result.requests(), result.requests() + CONNECTIONS);
        }
    }

    @Test
    void connectsAgainWhereTheServerSaysThatItCloses() throws Exception {
        String last = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";
        try (ScriptedServer server = new ScriptedServer(last, true)) {
            LoadResult result = run(server.url(), false);
            assertThat(result.errors()).isEmpty();
            assertThat(result.requests()).isGreaterThan(CONNECTIONS);
        }
    }

    @Test
    void measuresTimes() throws Exception {
        try (ScriptedServer server = new ScriptedServer(OK, false)) {
            LoadResult result = run(server.url(), false);
            LoadResult.Latency latency = result.latency();
            assertThat(latency.p50Us()).isPositive().isLessThanOrEqualTo(latency.p90Us());
            assertThat(latency.p99Us()).isLessThanOrEqualTo(latency.maxUs());
            assertThat(latency.meanUs()).isPositive();
            assertThat(result.seconds()).isGreaterThanOrEqualTo(DURATION_MS / 1e3);
            assertThat(result.requestsPerSecond()).isPositive();
        }
    }

    @Test
    void countsAnswersThatAreNoSuccess() throws Exception {
        try (ScriptedServer server = new ScriptedServer("HTTP/1.1 500 no\r\nContent-Length: 0\r\n\r\n", false)) {
            assertThat(run(server.url(), false)).satisfies(result -> {
                assertThat(result.errors()).containsOnlyKeys(ErrorKind.BAD_STATUS);
                assertThat(result.requests()).isZero();
            });
        }
    }

    @Test
    void countsAnswersThatEndTooEarly() throws Exception {
        try (ScriptedServer server = new ScriptedServer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", true)) {
            assertThat(run(server.url(), false).errors()).containsOnlyKeys(ErrorKind.SHORT_BODY);
        }
    }

    @Test
    void countsConnectionsThatEndWithoutAnAnswer() throws Exception {
        try (ScriptedServer server = new ScriptedServer("", true)) {
            assertThat(run(server.url(), false).errors()).containsOnlyKeys(ErrorKind.RESET);
        }
    }

    @Test
    void countsAnswersThatDoNotCome() throws Exception {
        try (ScriptedServer server = new ScriptedServer("", false)) {
            LoadPlan plan = new LoadPlan(server.url(), CONNECTIONS, 400, false, 50);
            assertThat(generator.run(plan).errors()).containsOnlyKeys(ErrorKind.TIMEOUT);
        }
    }

    @Test
    void countsWhatIsNoHttp() throws Exception {
        try (ScriptedServer server = new ScriptedServer("220 mail.example ESMTP\r\n", false)) {
            assertThat(run(server.url(), false).errors()).containsOnlyKeys(ErrorKind.MALFORMED);
        }
    }

    @Test
    void countsMoreThanWasAskedForAsMalformed() throws Exception {
        try (ScriptedServer server = new ScriptedServer(OK + "more", false)) {
            assertThat(run(server.url(), false).errors()).containsKey(ErrorKind.MALFORMED);
        }
    }

    @Test
    void countsRefusedConnectionsAndDoesNotHammer() throws Exception {
        URI closed;
        try (ScriptedServer server = new ScriptedServer(OK, false)) {
            closed = server.url();
        }
        LoadResult result = run(closed, false);
        assertThat(result.errors()).containsOnlyKeys(ErrorKind.REFUSED);
        assertThat(result.errors().get(ErrorKind.REFUSED)).isBetween(3L, CONNECTIONS * DURATION_MS / 10 + CONNECTIONS);
        assertThat(result.connections()).isZero();
    }

    @Test
    void refusesAHostThatNobodyKnows() {
        assertThatThrownBy(() -> run(URI.create("http://no-such-host.invalid/"), false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected: a host that is known");
    }

    private LoadResult run(URI url, boolean connectionPerRequest) throws IOException, InterruptedException {
        return generator.run(new LoadPlan(url, CONNECTIONS, DURATION_MS, connectionPerRequest, 5_000));
    }
}
