/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import io.drover.loadtest.scenario.Measurement;
import io.drover.loadtest.scenario.Metric;
import io.drover.loadtest.scenario.ScenarioResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One metric of one target over the repetitions.
 *
 * @param byRepetition its values; a repetition that failed is missing
 */
record Series(Map<Integer, Double> byRepetition) {

    static Series of(ScenarioResult result, String target, Metric metric) {
        Map<Integer, Double> values = new TreeMap<>();
        for (Measurement measurement : result.measurements()) {
            Double value = measurement.values().get(metric);
            if (value != null && measurement.target().equals(target)) {
                values.put(measurement.repetition(), value);
            }
        }
        return new Series(values);
    }

    Optional<Summary> summary() {
        return Summary.of(List.copyOf(byRepetition.values()));
    }

    /**
     * Divides by another, pair by pair.
     *
     * <p>What slows the machine down for a moment meets both of a pair, so the median of the ratios is steadier than
     * the ratio of the medians.
     */
    Optional<Summary> ratioTo(Series other) {
        List<Double> ratios = byRepetition.entrySet().stream()
                .filter(entry -> other.byRepetition.getOrDefault(entry.getKey(), 0.0) > 0)
                .map(entry -> entry.getValue() / other.byRepetition.getOrDefault(entry.getKey(), 1.0))
                .toList();
        return Summary.of(ratios);
    }
}
