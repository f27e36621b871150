/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much longer requests take with something between, run by run of the same repetition. */
final class AddedLatency {
    private static final Map<Metric, Metric> ADDED =
            Map.of(Metric.P50_LATENCY_MS, Metric.ADDED_P50_MS, Metric.P99_LATENCY_MS, Metric.ADDED_P99_MS);

    private AddedLatency() {}

    /** Returns the result with it, for all targets but the one that nothing is between. */
    static ScenarioResult over(String direct, ScenarioResult result) {
        List<Measurement> measurements = result.measurements().stream()
                .map(measurement -> measurement.target().equals(direct)
                        ? measurement
                        : base(direct, measurement.repetition(), result)
                                .map(base -> over(base, measurement))
                                .orElse(measurement))
                .toList();
        return new ScenarioResult(
                result.description(),
                result.targets(),
                result.absent(),
                measurements,
                result.timeline(),
                result.failures());
    }

    private static Optional<Measurement> base(String direct, int repetition, ScenarioResult result) {
        return result.measurements().stream()
                .filter(measurement -> measurement.target().equals(direct) && measurement.repetition() == repetition)
                .findFirst();
    }

    private static Measurement over(Measurement base, Measurement measurement) {
        Map<Metric, Double> values = new EnumMap<>(measurement.values());
        ADDED.forEach((whole, added) -> {
            Double with = measurement.values().get(whole);
            Double without = base.values().get(whole);
            if (with != null && without != null) {
                values.put(added, with - without);
            }
        });
        return new Measurement(
                measurement.target(),
                measurement.repetition(),
                values,
                measurement.errors(),
                measurement.expectedErrors(),
                measurement.recording());
    }
}
