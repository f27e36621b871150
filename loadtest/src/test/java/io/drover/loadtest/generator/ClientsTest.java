/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ClientsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final double PER_SECOND = 500;

    @Test
    void makesSoManyRequestsAndNoMore() throws Exception {
        try (ScriptedServer server = new ScriptedServer(OK, true)) {
            ClientCounts counts =
                    runUntil(ClientPlan.connecting(server.url(), PER_SECOND).atMost(20), 20);

            assertThat(counts.answered()).isEqualTo(20);
            assertThat(counts.connections()).isEqualTo(20);
            assertThat(counts.requests()).isEqualTo(20);
            assertThat(counts.hung()).isZero();
        }
    }

    @Test
    void keepsTheConnectionOfEachClient() throws Exception {
        try (ScriptedServer server = new ScriptedServer(OK, false)) {
            ClientCounts counts =
                    runUntil(ClientPlan.keeping(server.url(), 3, PER_SECOND).atMost(30), 30);

            assertThat(counts.answered()).isEqualTo(30);
            assertThat(counts.connections()).isEqualTo(3);
        }
    }

    @Test
    void writesDownWhatHappensIntervalByInterval() throws Exception {
        try (ScriptedServer server = new ScriptedServer(OK, false);
                Clients clients = Clients.start(ClientPlan.keeping(server.url(), 3, PER_SECOND)
                        .inIntervalsOf(50)
                        .atMost(100))) {
            while (clients.counts().answered() < 100) {
                Thread.sleep(5);
            }
            Recording recording = clients.recording();
            assertThat(recording.intervals()).hasSizeGreaterThan(3);
            assertThat(recording.intervals().stream()
                            .mapToLong(Recording.Interval::requests)
                            .sum())
                    .isEqualTo(100);
            assertThat(recording.latencies().getTotalCount()).isEqualTo(100);
        }
    }

    @Test
    void takesTheEndOfAnIdleConnectionForNoError() throws Exception {
        // Closes behind each answer without having said so.
        try (ScriptedServer server = new ScriptedServer(OK, true)) {
            ClientCounts counts =
                    runUntil(ClientPlan.keeping(server.url(), 3, 20).atMost(9), 9);

            assertThat(counts.failed()).isEmpty();
            assertThat(counts.connections()).isEqualTo(9);
        }
    }

    @Test
    void countsRequestsThatNobodyCouldMake() throws Exception {
        try (ScriptedServer server = new ScriptedServer("", false)) {
            ClientPlan plan = new ClientPlan(server.url(), 2, PER_SECOND, false, 10, 300, 100);
            ClientCounts counts;
            try (Clients clients = Clients.start(plan)) {
                while (clients.counts().notMade() < 8) {
                    Thread.sleep(5);
                }
                counts = clients.finish();
            }

            assertThat(counts.failed()).isEqualTo(Map.of(ErrorKind.TIMEOUT, 2L));
            assertThat(counts.notMade()).isEqualTo(8);
            assertThat(counts.notable())
                    .allMatch(ClientCounts.Notable::isFailure)
                    .hasSize(2);
        }
    }

    @Test
    void countsThoseUnderWayAsWaiting() {
        ClientTally tally = new ClientTally(1_000);
        tally.start();
        tally.onAnswer(0, 1_000);
        tally.onError(ErrorKind.RESET, 0, 2_500_000_000L, true);

        ClientCounts counts = tally.counts(List.of(5L, 3_000_000_000L), 7);

        assertThat(counts.hung()).isEqualTo(2);
        assertThat(counts.longestWaitNs()).isEqualTo(3_000_000_000L);
        assertThat(counts.requests()).isEqualTo(4);
        assertThat(counts.notMade()).isEqualTo(7);
        assertThat(counts.and(counts).failures()).isEqualTo(2);
    }

    @Test
    void countsRefusedConnections() throws Exception {
        ClientPlan plan = ClientPlan.connecting(URI.create("http://127.0.0.1:1/"), PER_SECOND)
                .atMost(5);

        assertThat(runUntil(plan, 5).failed()).isEqualTo(Map.of(ErrorKind.REFUSED, 5L));
    }

    private static ClientCounts runUntil(ClientPlan plan, long requests) throws Exception {
        try (Clients clients = Clients.start(plan)) {
            while (clients.counts().requests() < requests) {
                Thread.sleep(5);
            }
            return clients.finish();
        }
    }
}
