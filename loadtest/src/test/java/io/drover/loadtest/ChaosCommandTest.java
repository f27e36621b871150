/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ChaosCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --scenario=fire       | scenario: fire (expected: one of kill, stop, reload, bad-reload, all-stopped, descriptors, soak)
        --duration=5          | duration: 5 (expected: a time such as 3s, 500ms or 1m)
        --rounds=0            | rounds: 0 (expected: a number from 1 to 1000)
        --rate=fast           | rate: fast (expected: a number from 1 to 100000)
        --path=health         | path: health (expected: one that begins with /)
        --balancer=/no/such   | balancer: /no/such (expected: a jar; mvn -DskipTests package builds it)
        """)
    void namesTheOptionTheValueAndWhatWasExpected(String option, String message) {
        assertThat(run("chaos", option)).isEqualTo(2);
        assertThat(err.toString()).startsWith(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helps() {
        assertThat(run("chaos", "--help")).isZero();
        assertThat(out.toString()).contains("--scenario=NAME", "soak", "Exit codes:");
    }

    private int run(String... arguments) {
        CommandLine command = LoadTest.commandLine();
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
