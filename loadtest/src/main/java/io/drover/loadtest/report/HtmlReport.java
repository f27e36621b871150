/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import io.drover.loadtest.generator.LoadPlan;
import io.drover.loadtest.generator.LoadResult;
import io.drover.loadtest.generator.Recording;
import io.drover.loadtest.scenario.EventTimeline;
import io.drover.loadtest.scenario.Measurement;
import io.drover.loadtest.scenario.Metric;
import io.drover.loadtest.scenario.ScenarioResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Results as a page with charts for a browser. */
public final class HtmlReport {
    private static final double LONGEST = 100;
    private static final double P99 = 99;

    private HtmlReport() {}

    /** Writes the page of a comparison. */
    public static void write(
            Path file, Instant startedAt, Machine machine, List<String> howMeasured, List<ScenarioResult> results)
            throws IOException {
        Page page = new Page("Drover load test");
        page.paragraph(startedAt.truncatedTo(ChronoUnit.SECONDS) + " · " + machine.text());
        howMeasured.forEach(page::paragraph);
        machine.warning().ifPresent(page::warning);
        page.contents(
                results.stream().map(result -> result.description().name()).toList());
        results.forEach(result -> add(page, result));
        page.write(file);
    }

    private static void add(Page page, ScenarioResult result) {
        ScenarioTable table = new ScenarioTable(result);
        page.section(result.description().name(), result.description().name());
        page.paragraph(result.description().title());
        result.failures().forEach(failure -> page.warning("FAILED " + failure));
        ScenarioText.bottleneck(result).forEach(page::warning);
        addTimeline(page, result.timeline());
        page.table(table.targets(), true);
        if (!table.figures().isEmpty()) {
            List<List<String>> figures = new ArrayList<>();
            figures.add(List.of("figure", "measured", "promised", "verdict"));
            figures.addAll(table.figures());
            page.table(figures, true);
        }
        addCharts(page, result);
    }

    private static void addCharts(Page page, ScenarioResult result) {
        if (!result.timeline().clients().isEmpty() || result.measurements().isEmpty()) {
            return;
        }
        Metric main = result.description().columns().get(0);
        page.heading(main == Metric.REQUESTS_PER_SECOND ? "Throughput" : main.label());
        page.chart(Charts.bars(result, main));
        Map<String, Histogram> latencies = latencies(result);
        if (!latencies.isEmpty()) {
            page.heading("Latency");
            page.chart(Charts.latencies(latencies));
            page.legend(List.copyOf(latencies.keySet()));
        }
        if (result.description().columns().contains(Metric.CPU_PER_REQUEST_US)) {
            page.heading("CPU");
            page.chart(Charts.cores(result));
            page.legend(Charts.CPU_PARTS);
            page.chart(Charts.bars(result, Metric.CPU_PER_REQUEST_US));
        }
    }

    private static Map<String, Histogram> latencies(ScenarioResult result) {
        Map<String, Histogram> byTarget = new LinkedHashMap<>();
        for (String target : result.targets()) {
            for (Measurement measurement : result.measurements()) {
                Recording recording = measurement.recording();
                if (measurement.target().equals(target) && !recording.isEmpty()) {
                    byTarget.merge(target, recording.latencies(), (all, more) -> {
                        all.add(more);
                        return all;
                    });
                }
            }
        }
        byTarget.values().removeIf(histogram -> histogram.getTotalCount() == 0);
        return byTarget;
    }

    private static void addTimeline(Page page, EventTimeline timeline) {
        if (timeline.clients().isEmpty()) {
            return;
        }
        List<String> names = List.copyOf(timeline.clients().keySet());
        page.heading("Throughput over time");
        page.chart(Charts.throughput(timeline));
        page.legend(names);
        page.heading("Latency over time: longest");
        page.chart(Charts.latency(timeline, LONGEST));
        page.legend(names);
        page.heading("Latency over time: p99");
        page.chart(Charts.latency(timeline, P99));
        page.legend(names);
        if (timeline.clients().values().stream()
                .flatMap(recording -> recording.intervals().stream())
                .anyMatch(interval -> interval.failures() > 0)) {
            page.heading("Failures over time");
            page.chart(Charts.failures(timeline));
            page.legend(names);
        }
    }

    /** Writes the page of a single run. */
    public static void write(Path file, LoadPlan plan, LoadResult result) throws IOException {
        Page page = new Page("Load on " + plan.url());
        RunText.summary(plan, result).forEach(page::paragraph);
        RunText.warnings(result).forEach(page::warning);
        if (!result.recording().isEmpty()) {
            addTimeline(page, new EventTimeline(Map.of("all requests", result.recording()), List.of()));
            if (result.requests() > 0) {
                page.heading("Latency");
                page.chart(Charts.latencies(
                        Map.of("all requests", result.recording().latencies())));
            }
        }
        page.write(file);
    }
}
