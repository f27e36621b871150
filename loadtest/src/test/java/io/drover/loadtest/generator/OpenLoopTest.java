/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OpenLoopTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final int CONNECTIONS = 4;
    private static final long DURATION_MS = 1_200;
    private static final int PER_SECOND = 500;
    private static final int STALL_AFTER = 200;
    private static final long STALL_MS = 300;
    private static final long LONG_WAIT_NS = 100_000_000;

    private final Generator generator = new Generator();

    @AfterEach
    void end() {
        generator.close();
    }

    @Test
    void countsTheWaitingOfAllThatWereDueDuringAStall() throws Exception {
        LoadResult open = runAgainstAStall(PER_SECOND);
        LoadResult closed = runAgainstAStall(0);

        // Due in the first 200 ms of 300, 500 a second: 100 requests wait longer than 100 ms. A closed loop makes one
        // on each connection and then holds its breath with the server.
        assertThat(longWaits(open)).isGreaterThanOrEqualTo(60);
        assertThat(longWaits(closed)).isBetween(1L, 3L * CONNECTIONS);
        assertThat(open.latency().p90Us()).isGreaterThan(LONG_WAIT_NS / 1e3);
        assertThat(closed.latency().p90Us()).isLessThan(LONG_WAIT_NS / 1e3);
    }

    @Test
    void makesEveryRequestThatIsDueAndNoOther() throws Exception {
        LoadResult result = runAgainstAStall(PER_SECOND);

        // The stall is over before the end: all that were due have been made up for.
        assertThat(result.effort().notAsked()).isLessThan(PER_SECOND / 4);
        assertThat(result.requests() + result.effort().notAsked())
                .isBetween((long) (result.seconds() * PER_SECOND) - 1, (long) (result.seconds() * PER_SECOND) + 2);
        assertThat(result.connections()).isEqualTo(CONNECTIONS);
        assertThat(result.effort().worstDelayUs()).isPositive();
    }

    @Test
    void keepsTheRateWithAConnectionForEachRequest() throws Exception {
        try (ScriptedServer server = new ScriptedServer(OK, true)) {
            LoadResult result =
                    generator.run(new LoadPlan(server.url(), CONNECTIONS, DURATION_MS, true, 5_000).atRate(PER_SECOND));
            assertThat(result.errors()).isEmpty();
            assertThat(result.connections()).isEqualTo(result.requests());
            assertThat(result.requests() + result.effort().notAsked())
                    .isBetween((long) (result.seconds() * PER_SECOND) - 1, (long) (result.seconds() * PER_SECOND) + 2);
        }
    }

    @Test
    void saysWhatCouldNotBeMade() throws Exception {
        try (ScriptedServer silent = new ScriptedServer("", false)) {
            LoadResult result = generator.run(new LoadPlan(silent.url(), 2, 300, false, 5_000 / 10).atRate(PER_SECOND));
            assertThat(result.requests()).isZero();
            assertThat(result.errors()).isEqualTo(Map.of(ErrorKind.TIMEOUT, 2L));
            assertThat(result.effort().notAsked()).isGreaterThanOrEqualTo(140);
        }
    }

    @Test
    void writesDownWhatHappensSecondBySecond() throws Exception {
        LoadResult result = runAgainstAStall(PER_SECOND);
        Recording recording = result.recording();
        // The rest of 200 ms belongs to the first second.
        assertThat(recording.intervals()).hasSize(1);
        assertThat(recording.intervals().get(0).seconds()).isGreaterThan(1.1);
        assertThat(recording.latencies().getTotalCount()).isEqualTo(result.requests());
        assertThat(recording.intervals().stream()
                        .mapToLong(Recording.Interval::requests)
                        .sum())
                .isEqualTo(result.requests());
    }

    private LoadResult runAgainstAStall(int perSecond) throws Exception {
        try (ScriptedServer server = new ScriptedServer(OK, false, new StallOnce(STALL_AFTER, STALL_MS))) {
            LoadResult result =
                    generator.run(new LoadPlan(server.url(), CONNECTIONS, DURATION_MS, false, 5_000).atRate(perSecond));
            assertThat(result.errors()).isEmpty();
            return result;
        }
    }

    private static long longWaits(LoadResult result) {
        Histogram latencies = result.recording().latencies();
        return latencies.getCountBetweenValues(LONG_WAIT_NS, latencies.getHighestTrackableValue());
    }
}
