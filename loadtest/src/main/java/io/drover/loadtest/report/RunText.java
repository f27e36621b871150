/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import io.drover.loadtest.generator.LoadPlan;
import io.drover.loadtest.generator.LoadResult;
import io.drover.loadtest.generator.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/** A single run as a person reads it in a terminal. */
public final class RunText {
    private static final double US_PER_MS = 1e3;
    private static final double NS_PER_MS = 1e6;
    private static final double US_PER_SECOND = 1e6;
    private static final double PERCENT = 100;
    private static final double[] PERCENTILES = {50, 75, 90, 99, 99.9, 99.99};
    private static final int MOST_ROWS = 60;

    private final LoadPlan plan;
    private final LoadResult result;

    private RunText(LoadPlan plan, LoadResult result) {
        this.plan = plan;
        this.result = result;
    }

    /** Returns what was done and what came of it, in a few lines. */
    static List<String> summary(LoadPlan plan, LoadResult result) {
        return new RunText(plan, result).summary();
    }

    /** Returns the lines: what was done, what came of it second by second, and what to make of it. */
    public static List<String> lines(LoadPlan plan, LoadResult result) {
        return new RunText(plan, result).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>(summary());
        timeline(lines);
        lines.addAll(warnings(result));
        return lines;
    }

    private List<String> summary() {
        List<String> lines = new ArrayList<>();
        lines.add("load: " + load());
        lines.add(String.format(
                Locale.ROOT,
                "%,d requests in %.2f s on %,d connections: %s req/s",
                result.requests(),
                result.seconds(),
                result.connections(),
                Numbers.written(result.requestsPerSecond())));
        lines.add("latency" + (plan.isOpenLoop() ? " from when a request was due: " : ": ") + latency());
        lines.add("errors: " + (result.errors().isEmpty() ? "none" : ScenarioText.words(result.errors())));
        lines.add("generator: " + generator());
        return lines;
    }

    private String load() {
        String pace = plan.isOpenLoop()
                ? String.format(Locale.ROOT, "open loop, %,.0f requests/s", plan.perSecond())
                : "closed loop";
        return pace + ", " + plan.connections() + " connections"
                + (plan.connectionPerRequest() ? " at a time, one for each request" : "")
                + (plan.pipeline() > 1 ? ", " + plan.pipeline() + " requests under way on each" : "")
                + (plan.sourceAddresses() > 0 ? ", from " + plan.sourceAddresses() + " addresses" : "");
    }

    private String latency() {
        LoadResult.Latency latency = result.latency();
        if (result.recording().isEmpty()) {
            return "mean " + ms(latency.meanUs()) + ", p50 " + ms(latency.p50Us()) + ", p90 " + ms(latency.p90Us())
                    + ", p99 " + ms(latency.p99Us()) + ", max " + ms(latency.maxUs());
        }
        Histogram all = result.recording().latencies();
        return "mean " + ms(latency.meanUs()) + ", "
                + DoubleStream.of(PERCENTILES)
                        .mapToObj(percentile -> Numbers.percentile(percentile) + " "
                                + Numbers.written(all.getValueAtPercentile(percentile) / NS_PER_MS) + " ms")
                        .collect(Collectors.joining(", "))
                + ", max " + ms(latency.maxUs());
    }

    private String generator() {
        LoadResult.Effort effort = result.effort();
        return Numbers.written(effort.cpuSeconds() / result.seconds()) + " cores, "
                + Numbers.written(effort.cpuSeconds() * US_PER_SECOND / Math.max(1, result.requests()))
                + " µs of CPU a request, its event loop "
                + String.format(Locale.ROOT, "%.0f %% busy", PERCENT * effort.busy())
                + (plan.isOpenLoop() ? ", late by " + ms(effort.worstDelayUs()) + " at most" : "");
    }

    private void timeline(List<String> lines) {
        List<Recording.Interval> intervals = result.recording().intervals();
        if (intervals.isEmpty()) {
            return;
        }
        TextTable table = new TextTable();
        table.add(List.of("  second", "requests", "p50", "p99", "max", "errors"));
        // A long run is not told second by second: the files have all of it.
        intervals.stream().limit(MOST_ROWS).forEach(interval -> table.add(row(interval)));
        lines.addAll(table.lines());
        if (intervals.size() > MOST_ROWS) {
            lines.add("  ... " + (intervals.size() - MOST_ROWS) + " more (--output=DIR writes all of them)");
        }
    }

    private static List<String> row(Recording.Interval interval) {
        Histogram latencies = interval.histogram();
        return List.of(
                String.format(Locale.ROOT, "  %.1f", interval.endSeconds()),
                String.format(Locale.ROOT, "%,d", interval.requests()),
                Numbers.written(latencies.getValueAtPercentile(50) / NS_PER_MS) + " ms",
                Numbers.written(latencies.getValueAtPercentile(99) / NS_PER_MS) + " ms",
                Numbers.written(latencies.getMaxValue() / NS_PER_MS) + " ms",
                interval.errors().isEmpty() ? "none" : ScenarioText.words(interval.errors()));
    }

    /** Returns what speaks against believing the numbers. */
    static List<String> warnings(LoadResult result) {
        List<String> lines = new ArrayList<>();
        LoadResult.Effort effort = result.effort();
        if (effort.isBottleneck()) {
            lines.add(
                    "warning: the generator was the bottleneck (its event loop ran or waited for a core all the time);"
                            + " the server can do more than this");
        }
        if (effort.notAsked() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "warning: %,d requests were due and never made, since every connection was waiting; the latencies"
                            + " above are without them",
                    effort.notAsked()));
        }
        return lines;
    }

    private static String ms(double us) {
        return Numbers.written(us / US_PER_MS) + " ms";
    }
}
