/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.bench.control.ControlCodecBenchmark;
import io.drover.bench.handoff.AcceptBenchmark;
import io.drover.bench.handoff.LaneBenchmark;
import io.drover.bench.http.HttpHeadBenchmark;
import io.drover.bench.proxyprotocol.ProxyHeaderBenchmark;
import io.drover.bench.scheduling.SchedulingPolicyBenchmark;
import io.drover.bench.scoreboard.ScoreboardBenchmark;
import io.drover.bench.splice.RelayBenchmark;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A benchmark that no longer runs must fail the build, not whoever wants to measure next. */
class BenchmarksTest {

    /** In this JVM and for a moment each: what comes out says nothing about speed. */
    @Test
    void everyBenchmarkRunsWithAllItsParameters() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(10))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        assertThat(results.stream().map(BenchmarksTest::className).distinct())
                .containsExactlyInAnyOrder(
                        AcceptBenchmark.class.getName(),
                        ControlCodecBenchmark.class.getName(),
                        HttpHeadBenchmark.class.getName(),
                        LaneBenchmark.class.getName(),
                        ProxyHeaderBenchmark.class.getName(),
                        RelayBenchmark.class.getName(),
                        SchedulingPolicyBenchmark.class.getName(),
                        ScoreboardBenchmark.class.getName());
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }

    private static String className(RunResult result) {
        String method = result.getParams().getBenchmark();
        return method.substring(0, method.lastIndexOf('.'));
    }
}
