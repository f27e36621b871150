/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.loadtest.generator.ErrorKind;
import io.drover.loadtest.scenario.Description;
import io.drover.loadtest.scenario.Figure;
import io.drover.loadtest.scenario.Measurement;
import io.drover.loadtest.scenario.Metric;
import io.drover.loadtest.scenario.ScenarioResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Description DESCRIPTION = new Description(
            "keep-alive",
            "GET /plaintext",
            "direct",
            List.of(Metric.REQUESTS_PER_SECOND, Metric.MEAN_LATENCY_MS),
            List.of(
                    new Figure(Metric.REQUESTS_PER_SECOND, "cluster", "direct", Figure.Bound.AT_LEAST, 0.95),
                    new Figure(Metric.MEAN_LATENCY_MS, "cluster", null, Figure.Bound.AT_MOST, 0.25),
                    new Figure(Metric.REQUESTS_PER_SECOND, "cluster", "haproxy", Figure.Bound.AT_LEAST, 1.4)));

    @Test
    void showsMediansRatiosAndFigures() {
        List<String> lines = ScenarioText.lines(result(Map.of())).stream()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
        assertThat(lines).first().isEqualTo("keep-alive: GET /plaintext");
        assertThat(lines)
                .contains(
                        "target req/s [min-max] mean latency vs direct errors",
                        "cluster 97,000 [95,000-99,000] 0.30 ms 0.97 [0.95-0.99] none",
                        "direct 100,000 [100,000-100,000] 0.25 ms 1.00 [1.00-1.00] none",
                        "haproxy not installed");
        assertThat(lines).anyMatch(line -> line.matches(".*req/s, cluster / direct .* at least 0.95x met"));
        assertThat(lines).anyMatch(line -> line.matches(".*mean latency, cluster .* at most 0.25 ms MISSED"));
        assertThat(lines).anyMatch(line -> line.matches(".*req/s, cluster / haproxy - .* not measured"));
    }

    @Test
    void showsErrorsAndIsNotCleanThen() {
        ScenarioResult result = result(Map.of(ErrorKind.RESET, 2L, ErrorKind.REFUSED, 1L));
        assertThat(ScenarioText.lines(result)).anyMatch(line -> line.endsWith("2 refused, 4 reset"));
        assertThat(result.isClean()).isFalse();
        assertThat(result(Map.of()).isClean()).isTrue();
    }

    private static ScenarioResult result(Map<ErrorKind, Long> errors) {
        return new ScenarioResult(
                DESCRIPTION,
                List.of("cluster", "direct", "haproxy"),
                Map.of("haproxy", "haproxy"),
                List.of(
                        measurement("cluster", 1, 95_000, errors),
                        measurement("direct", 1, 100_000, Map.of()),
                        measurement("cluster", 2, 99_000, errors),
                        measurement("direct", 2, 100_000, Map.of())),
                List.of());
    }

    private static Measurement measurement(String target, int repetition, double rate, Map<ErrorKind, Long> errors) {
        double latency = target.equals("direct") ? 0.25 : 0.3;
        return new Measurement(
                target, repetition, Map.of(Metric.REQUESTS_PER_SECOND, rate, Metric.MEAN_LATENCY_MS, latency), errors);
    }
}
