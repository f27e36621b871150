/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LoadTestTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --scenario=speed             | scenario: speed (expected: one of keep-alive, per-request, policies, cpu-heavy, json, blocking, start, events, relay, relay-keep-alive, relay-many, relay-per-request, relay-1m, relay-100m, relay-latency, relay-idle)
        --repetitions=0              | repetitions: 0 (expected: a number from 1 to 1000)
        --repetitions=many           | repetitions: many (expected: a number from 1 to 1000)
        --duration=5                 | duration: 5 (expected: a time such as 3s, 500ms or 1m)
        --duration=0s                | duration: 0s (expected: a time such as 3s, 500ms or 1m)
        --warm-up=-1s                | warm-up: -1s (expected: a time such as 3s, 500ms or 1m)
        --connections=5000           | connections: 5000 (expected: a number from 1 to 4000)
        --tool=ab                    | tool: ab (expected: own or wrk)
        --close                      | close: given (expected: only together with --url)
        --workers=0                  | workers: 0 (expected: a number from 1 to 64)
        --pin=maybe                  | pin: maybe (expected: auto, on or off)
        --rate=100                   | rate: 100 (expected: only together with --url)
        --pipeline=2                 | pipeline: 2 (expected: only together with --url)
        --source-addresses=2         | source-addresses: 2 (expected: only together with --url)
        --timeout=2s                 | timeout: 2s (expected: only together with --url)
        --url=ftp://localhost/       | url: ftp://localhost/ (expected: http://HOST[:PORT]/PATH)
        --url=http://a b/            | url: http://a b/ (expected: http://HOST[:PORT]/PATH)
        --repititions=3              | option: --repititions=3 (expected: one that --help lists; did you mean --repetitions
        --balancer=/no/such.jar      | balancer: /no/such.jar (expected: a jar; mvn -DskipTests package builds it)
        """)
    void namesTheOptionTheValueAndWhatWasExpected(String option, String message) {
        assertThat(run(option)).isEqualTo(2);
        assertThat(err.toString()).startsWith(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void doesNotCompareWhileLoadingOneUrl() {
        assertThat(run("--url=http://localhost/", "--scenario=start")).isEqualTo(2);
        assertThat(err.toString()).startsWith("scenario: start (expected: not together with --url)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --rate=0                 | rate: 0 (expected: a number from 1 to 1000000)
        --rate=fast              | rate: fast (expected: a number from 1 to 1000000)
        --pipeline=0             | pipeline: 0 (expected: a number from 1 to 1000)
        --pipeline=2 --close     | pipeline: 2 (expected: 1, where each request has its own connection)
        --source-addresses=20000 | source-addresses: 20000 (expected: a number from 1 to 10000)
        --timeout=5              | timeout: 5 (expected: a time such as 3s, 500ms or 1m)
        --full                   | full: given (expected: not together with --url)
        --repetitions=2          | repetitions: 2 (expected: not together with --url)
        """)
    void checksTheOptionsOfASingleRun(String given, String message) {
        List<String> arguments = new ArrayList<>(List.of("--url=http://127.0.0.1:1/"));
        arguments.addAll(List.of(given.split(" ", -1)));
        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).startsWith(message);
    }

    @Test
    void comesFromOtherAddressesOnlyToThisMachine() {
        assertThat(run("--url=http://192.0.2.1/", "--source-addresses=3")).isEqualTo(2);
        assertThat(err.toString()).startsWith("source-addresses: 3 (expected: a --url in 127.0.0.0/8, not 192.0.2.1)");
    }

    @Test
    void comparesAtAConstantRateOnlyWithAToolThatHasOne() {
        assertThat(run("--tool=wrk", "--scenario=relay")).isEqualTo(2);
        assertThat(err.toString()).startsWith("tool: wrk (expected: own");
    }

    @Test
    void helps() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--scenario=NAME", "--tool=own|wrk", "Exit codes:");
    }

    private int run(String... arguments) {
        CommandLine command = LoadTest.commandLine();
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
