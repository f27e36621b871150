/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.loadtest.generator.ErrorKind;
import io.drover.loadtest.generator.Recording;
import io.drover.loadtest.scenario.Description;
import io.drover.loadtest.scenario.EventTimeline;
import io.drover.loadtest.scenario.Figure;
import io.drover.loadtest.scenario.Measurement;
import io.drover.loadtest.scenario.Metric;
import io.drover.loadtest.scenario.ScenarioResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                        "cluster 97,000 [95,000-99,000] 0.30 ms not distinguishable none",
                        "direct 100,000 [100,000-100,000] 0.25 ms - none",
                        "haproxy not installed: haproxy");
        assertThat(lines).anyMatch(line -> line.matches(".*req/s, cluster / direct .* at least 0.95x met"));
        assertThat(lines).anyMatch(line -> line.matches(".*mean latency, cluster .* at most 0.25 ms MISSED"));
        assertThat(lines).anyMatch(line -> line.matches(".*req/s, cluster / haproxy - .* not measured"));
    }

    @Test
    void makesAPageThatNeedsNothingElse(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("report.html");
        Machine machine = new Machine("<CPU>", 2, 1_024, "6.1", "17", Map.of(), 0);

        HtmlReport.write(file, Instant.EPOCH, machine, List.of("how"), List.of(result(Map.of()), eventful()));

        String page = Files.readString(file);
        assertThat(page).contains("&lt;CPU&gt;", "<svg", "keep-alive", "not distinguishable", "97,000", "reload 1");
        // Nothing is fetched: no scripts, no images, no links but those within the page.
        assertThat(page).doesNotContain("<script", "src=", "href=\"http", "url(", "@import", "NaN");
    }

    private static ScenarioResult eventful() {
        Recording recording = new Recording(
                0,
                List.of(
                        new Recording.Interval(0, 1, 100, Map.of(), ""),
                        new Recording.Interval(1, 1, 0, Map.of(ErrorKind.RESET, 3L), "")));
        EventTimeline timeline = new EventTimeline(
                Map.of("kept connections", recording), List.of(new EventTimeline.Mark("reload 1", 0.5, 1.5)));
        Description description = new Description("events", "hurt", "", List.of(Metric.REQUESTS_PER_SECOND), List.of());
        return new ScenarioResult(
                description,
                List.of("reload 1"),
                Map.of(),
                List.of(measurement("reload 1", 1, 50, Map.of(ErrorKind.RESET, 3L))),
                timeline,
                List.of());
    }

    @Test
    void allowsForErrorsThatWereProvoked() {
        Map<ErrorKind, Long> errors = Map.of(ErrorKind.RESET, 3L);
        assertThat(eventful().isClean()).isFalse();
        Measurement expected = new Measurement("kill", 1, Map.of(), errors, 3, Recording.NONE);
        ScenarioResult result = new ScenarioResult(
                DESCRIPTION, List.of("kill"), Map.of(), List.of(expected), EventTimeline.NONE, List.of());
        assertThat(result.isClean()).isTrue();
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
                Map.of("haproxy", "not installed: haproxy"),
                List.of(
                        measurement("cluster", 1, 95_000, errors),
                        measurement("direct", 1, 100_000, Map.of()),
                        measurement("cluster", 2, 99_000, errors),
                        measurement("direct", 2, 100_000, Map.of())),
                EventTimeline.NONE,
                List.of());
    }

    private static Measurement measurement(String target, int repetition, double rate, Map<ErrorKind, Long> errors) {
        double latency = target.equals("direct") ? 0.25 : 0.3;
        return new Measurement(
                target, repetition, Map.of(Metric.REQUESTS_PER_SECOND, rate, Metric.MEAN_LATENCY_MS, latency), errors);
    }
}
