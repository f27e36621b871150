/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import io.drover.loadtest.chart.BarChart;
import io.drover.loadtest.chart.LineChart;
import io.drover.loadtest.chart.Scale;
import io.drover.loadtest.generator.Recording;
import io.drover.loadtest.scenario.EventTimeline;
import io.drover.loadtest.scenario.Metric;
import io.drover.loadtest.scenario.ScenarioResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** The charts of a report. */
final class Charts {
    /** Front, servers and tool. */
    static final List<String> CPU_PARTS = List.of("the process that accepts", "servers behind it", "load generator");

    private static final List<Metric> CPU_METRICS = List.of(Metric.FRONT_CORES, Metric.SERVER_CORES, Metric.TOOL_CORES);
    private static final double NS_PER_MS = 1e6;
    private static final int STEPS_PER_NINE = 12;
    private static final int MOST_NINES = 5;

    private Charts() {}

    /** Returns bars of a metric, with whiskers from the least to the greatest; targets that did not run are left out. */
    static String bars(ScenarioResult result, Metric metric) {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (String target : result.targets()) {
            Optional<Summary> measured = Series.of(result, target, metric).summary();
            measured.ifPresent(summary -> bars.add(new BarChart.Bar(
                    target,
                    List.of(new BarChart.Part(0, summary.median(), Numbers.written(summary) + metric.unit())),
                    summary.min(),
                    summary.max(),
                    Numbers.written(summary.median()) + metric.unit())));
        }
        return new BarChart(
                        metric.label() + " by target",
                        metric.label() + (metric.unit().isBlank() ? "" : "," + metric.unit()) + ", median and range",
                        bars)
                .svg();
    }

    /** Returns bars of the cores in use: by the target's processes, and by the tool. */
    static String cores(ScenarioResult result) {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (String target : result.targets()) {
            List<BarChart.Part> parts = new ArrayList<>();
            for (int i = 0; i < CPU_METRICS.size(); i++) {
                int part = i;
                Series.of(result, target, CPU_METRICS.get(i))
                        .summary()
                        .map(Summary::median)
                        .ifPresent(cores -> parts.add(new BarChart.Part(
                                part, cores, CPU_PARTS.get(part) + ": " + Numbers.written(cores) + " cores")));
            }
            double all = parts.stream().mapToDouble(BarChart.Part::size).sum();
            if (!parts.isEmpty()) {
                bars.add(new BarChart.Bar(target, parts, 0, 0, Numbers.written(all)));
            }
        }
        return new BarChart("cores in use by target", "cores in use, median", bars).svg();
    }

    /** Returns the latency at each percentile, a line for each name. */
    static String latencies(Map<String, Histogram> byName) {
        double longest = 1;
        double shortest = Double.MAX_VALUE;
        long most = 1;
        for (Histogram histogram : byName.values()) {
            longest = Math.max(longest, histogram.getMaxValue() / NS_PER_MS);
            shortest = Math.min(shortest, Math.max(1, histogram.getMinNonZeroValue()) / NS_PER_MS);
            most = Math.max(most, histogram.getTotalCount());
        }
        // With a hundred thousand requests the fifth nine is a single one.
        int nines = Math.max(2, Math.min(MOST_NINES, (int) Math.floor(Math.log10((double) most))));
        List<LineChart.Line> lines = new ArrayList<>();
        byName.forEach((name, histogram) -> lines.add(new LineChart.Line(name, lines.size(), curve(histogram, nines))));
        return new LineChart(
                        "latency by percentile",
                        new LineChart.Axis("part of the requests that was answered within", Scale.percentiles(nines)),
                        new LineChart.Axis("ms", Scale.logarithmic(shortest, longest)),
                        lines,
                        List.of())
                .svg();
    }

    private static List<LineChart.Point> curve(Histogram histogram, int nines) {
        List<LineChart.Point> points = new ArrayList<>();
        for (int step = 0; step <= nines * STEPS_PER_NINE; step++) {
            double percentile = 100 * (1 - Math.pow(10, -(double) step / STEPS_PER_NINE));
            double ms = histogram.getValueAtPercentile(percentile) / NS_PER_MS;
            points.add(new LineChart.Point(percentile, ms));
        }
        return points;
    }

    /** Returns good answers per second as time went by. */
    static String throughput(EventTimeline timeline) {
        return overTime(timeline, "req/s", Scale::linear, Recording.Interval::requestsPerSecond);
    }

    /** Returns failures per second as time went by. */
    static String failures(EventTimeline timeline) {
        return overTime(timeline, "failed/s", Scale::linear, interval -> interval.failures() / interval.seconds());
    }

    /** Returns a percentile of latency as time went by, in milliseconds. */
    static String latency(EventTimeline timeline, double percentile) {
        return overTime(
                timeline,
                (percentile == 100 ? "longest" : Numbers.percentile(percentile)) + ", ms",
                max -> Scale.logarithmic(0.1, Math.max(1, max)),
                interval -> interval.requests() == 0
                        ? Double.NaN
                        : Math.max(0.1, interval.histogram().getValueAtPercentile(percentile) / NS_PER_MS));
    }

    private static String overTime(
            EventTimeline timeline,
            String unit,
            DoubleFunction<Scale> scale,
            ToDoubleFunction<Recording.Interval> value) {
        List<LineChart.Line> lines = new ArrayList<>();
        timeline.clients()
                .forEach((name, recording) -> lines.add(new LineChart.Line(
                        name,
                        lines.size(),
                        recording.intervals().stream()
                                .map(interval -> new LineChart.Point(
                                        (interval.startSeconds() + interval.endSeconds()) / 2,
                                        value.applyAsDouble(interval)))
                                .toList())));
        double seconds = timeline.clients().values().stream()
                .flatMap(recording -> recording.intervals().stream())
                .mapToDouble(Recording.Interval::endSeconds)
                .max()
                .orElse(1);
        double max = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(LineChart.Point::y)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        List<LineChart.Mark> marks = timeline.marks().stream()
                .map(mark -> new LineChart.Mark(mark.name(), mark.startSeconds(), mark.endSeconds()))
                .toList();
        return new LineChart(
                        unit + " over time",
                        new LineChart.Axis("seconds", Scale.seconds(seconds)),
                        new LineChart.Axis(unit, scale.apply(max)),
                        lines,
                        marks)
                .svg();
    }
}
