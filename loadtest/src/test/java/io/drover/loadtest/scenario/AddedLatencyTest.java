/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddedLatencyTest {
    private static final Description DESCRIPTION = new Description("x", "x", "", List.of(), List.of());

    @Test
    void isTheDifferenceToTheSameRepetition() {
        ScenarioResult result = AddedLatency.over(
                "direct",
                result(
                        measured("relay", 1, 0.5, 2.0),
                        measured("relay", 2, 0.75, 1.0),
                        measured("direct", 1, 0.25, 0.5),
                        measured("direct", 2, 0.25, 1.5)));

        assertThat(result.measurements().get(0).values())
                .containsEntry(Metric.ADDED_P50_MS, 0.25)
                .containsEntry(Metric.ADDED_P99_MS, 1.5)
                .containsEntry(Metric.P50_LATENCY_MS, 0.5);
        assertThat(result.measurements().get(1).values())
                .containsEntry(Metric.ADDED_P50_MS, 0.5)
                .containsEntry(Metric.ADDED_P99_MS, -0.5);
        assertThat(result.measurements().get(2).values()).doesNotContainKey(Metric.ADDED_P50_MS);
    }

    @Test
    void isNotKnownWhereTheBaseDidNotRun() {
        ScenarioResult result =
                AddedLatency.over("direct", result(measured("relay", 2, 0.5, 2.0), measured("direct", 1, 0.25, 0.5)));

        assertThat(result.measurements().get(0).values()).doesNotContainKey(Metric.ADDED_P50_MS);
    }

    private static Measurement measured(String target, int repetition, double p50, double p99) {
        return new Measurement(
                target, repetition, Map.of(Metric.P50_LATENCY_MS, p50, Metric.P99_LATENCY_MS, p99), Map.of());
    }

    private static ScenarioResult result(Measurement... measurements) {
        return new ScenarioResult(
                DESCRIPTION,
                List.of("relay", "direct"),
                Map.of(),
                List.of(measurements),
                EventTimeline.NONE,
                List.of());
    }
}
