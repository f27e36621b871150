/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.events;

import io.drover.loadtest.generator.ErrorKind;
import io.drover.loadtest.generator.Recording;
import io.drover.loadtest.scenario.EventTimeline;
import io.drover.loadtest.scenario.Measurement;
import io.drover.loadtest.scenario.Metric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/**
 * An event that has happened.
 *
 * @param name of it
 * @param from when it began, in seconds since the start of the recordings
 * @param to when it was over
 * @param expectedErrors how many requests may have failed of it
 */
record Occurrence(String name, double from, double to, long expectedErrors) {
    private static final double NS_PER_MS = 1e6;
    private static final int ONLY = 1;

    EventTimeline.Mark mark() {
        return new EventTimeline.Mark(name, from, to);
    }

    private boolean covers(Recording.Interval interval) {
        return interval.endSeconds() > from && interval.startSeconds() < to;
    }

    /** Returns what clients saw during each event, and first what they saw during none. */
    static List<Measurement> measurements(String calm, List<Occurrence> occurrences, Collection<Recording> recordings) {
        List<Measurement> measurements = new ArrayList<>();
        add(measurements, new Occurrence(calm, 0, Double.MAX_VALUE, 0), recordings, interval -> occurrences.stream()
                .noneMatch(occurrence -> occurrence.covers(interval)));
        for (Occurrence occurrence : occurrences) {
            add(measurements, occurrence, recordings, occurrence::covers);
        }
        return measurements;
    }

    private static void add(
            List<Measurement> measurements,
            Occurrence occurrence,
            Collection<Recording> recordings,
            Predicate<Recording.Interval> condition) {
        Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);
        Optional<Histogram> latencies = Optional.empty();
        double perSecond = 0;
        for (Recording recording : recordings) {
            List<Recording.Interval> intervals =
                    recording.intervals().stream().filter(condition).toList();
            if (intervals.isEmpty()) {
                continue;
            }
            Histogram these = new Recording(0, intervals).latencies();
            perSecond += these.getTotalCount()
                    / intervals.stream()
                            .mapToDouble(Recording.Interval::seconds)
                            .sum();
            latencies.ifPresent(these::add);
            latencies = Optional.of(these);
            intervals.forEach(
                    interval -> interval.errors().forEach((kind, count) -> errors.merge(kind, count, Long::sum)));
        }
        if (latencies.isPresent()) {
            Map<Metric, Double> values = values(latencies.get());
            values.put(Metric.REQUESTS_PER_SECOND, perSecond);
            measurements.add(new Measurement(
                    occurrence.name(), ONLY, values, errors, occurrence.expectedErrors(), Recording.NONE));
        }
    }

    private static Map<Metric, Double> values(Histogram latencies) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.REQUESTS, (double) latencies.getTotalCount());
        values.put(Metric.P50_LATENCY_MS, latencies.getValueAtPercentile(50) / NS_PER_MS);
        values.put(Metric.P90_LATENCY_MS, latencies.getValueAtPercentile(90) / NS_PER_MS);
        values.put(Metric.P99_LATENCY_MS, latencies.getValueAtPercentile(99) / NS_PER_MS);
        values.put(Metric.MAX_LATENCY_MS, latencies.getMaxValue() / NS_PER_MS);
        return values;
    }
}
