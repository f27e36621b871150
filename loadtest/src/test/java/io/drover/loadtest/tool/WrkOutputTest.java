/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.drover.loadtest.generator.ErrorKind;
import io.drover.loadtest.generator.LoadResult;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WrkOutputTest {
    private static final String GOOD = """
            Running 3s test @ http://127.0.0.1:8080/plaintext
              1 threads and 30 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency   339.02us  812.11us  45.51ms   98.92%
                Req/Sec    76.51k     4.30k   80.11k    93.33%
              Latency Distribution
                 50%  250.00us
                 75%  301.00us
                 90%    1.36ms
                 99%    1.02s
              228004 requests in 3.00s, 19.79MB read
            Requests/sec:  75984.11
            Transfer/sec:      6.59MB
            """;

    private static final String BAD_STATUS = """
            Running 1s test @ http://127.0.0.1:18123/
              1 threads and 2 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency    42.04ms    8.81ms  47.99ms   95.65%
                Req/Sec    46.00      9.66    60.00     70.00%
              Latency Distribution
                 50%   43.95ms
                 75%   44.01ms
                 90%   44.13ms
                 99%   47.99ms
              46 requests in 1.00s, 6.18KB read
              Non-2xx or 3xx responses: 40
            Requests/sec:     45.91
            Transfer/sec:      6.17KB
            """;

    private static final String NO_ANSWERS = """
            Running 1s test @ http://127.0.0.1:18124/
              1 threads and 2 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency     0.00us    0.00us   0.00us    -nan%
                Req/Sec     0.00      0.00     0.00      -nan%
              Latency Distribution
                 50%    0.00us
                 75%    0.00us
                 90%    0.00us
                 99%    0.00us
              0 requests in 1.00s, 0.00B read
              Socket errors: connect 1, read 14758, write 2, timeout 7
            Requests/sec:      0.00
            Transfer/sec:       0.00B
            """;

    @Test
    void readsRateAndLatency() throws IOException {
        LoadResult result = WrkOutput.parse(GOOD, 30, 1.5);
        assertThat(result.requests()).isEqualTo(228_004);
        assertThat(result.requestsPerSecond()).isCloseTo(75_984.11, within(0.01));
        assertThat(result.connections()).isEqualTo(30);
        assertThat(result.bytes()).isEqualTo((long) (19.79 * 1024 * 1024));
        assertThat(result.errors()).isEmpty();
        assertThat(result.effort().cpuSeconds()).isEqualTo(1.5);
        assertThat(result.latency()).isEqualTo(new LoadResult.Latency(339.02, 250, 1_360, 1_020_000, 45_510));
    }

    @Test
    void countsAConnectionForEveryRequestWhereNoneIsKept() throws IOException {
        assertThat(WrkOutput.parse(GOOD, 0, 0).connections()).isEqualTo(228_004);
    }

    @Test
    void doesNotCountBadAnswersAsRequests() throws IOException {
        LoadResult result = WrkOutput.parse(BAD_STATUS, 2, 0);
        assertThat(result.requests()).isEqualTo(6);
        assertThat(result.errors()).containsOnlyKeys(ErrorKind.BAD_STATUS).containsValue(40L);
    }

    @Test
    void readsARunWithoutAnyAnswer() throws IOException {
        LoadResult result = WrkOutput.parse(NO_ANSWERS, 2, 0);
        assertThat(result.requestsPerSecond()).isZero();
        assertThat(result.bytes()).isZero();
        assertThat(result.errors())
                .containsEntry(ErrorKind.REFUSED, 1L)
                .containsEntry(ErrorKind.RESET, 14_760L)
                .containsEntry(ErrorKind.TIMEOUT, 7L);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> WrkOutput.parse("wrk: unknown option", 1, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no \"N requests in T, N read\" in its output");
    }
}
