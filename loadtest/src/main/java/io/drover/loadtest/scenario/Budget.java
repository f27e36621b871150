/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import java.time.Duration;
import java.util.List;

/**
 * How long runs can be for a comparison to be over in time, however many targets there are.
 *
 * @param seconds that all of it may take
 */
public record Budget(double seconds) {
    private static final double SHORTEST_SECONDS = 0.5;
    private static final double LONGEST_SECONDS = 3;
    private static final double STEP = 10;

    /** Returns the load with runs as long as there is time for, at least half a second and at most three. */
    public Session.Load fit(Session.Load load, List<Scenario> scenarios) {
        double preparation = scenarios.stream()
                .mapToDouble(scenario -> scenario.preparationSeconds(load))
                .sum();
        int runs = scenarios.stream().mapToInt(scenario -> scenario.runs(load)).sum();
        double each = (seconds - preparation) / Math.max(1, runs);
        double tenths = Math.floor(STEP * Math.max(SHORTEST_SECONDS, Math.min(LONGEST_SECONDS, each)));
        return load.lasting(Duration.ofMillis((long) (tenths * 1_000 / STEP)));
    }

    /** Returns about how long the scenarios take. */
    public static Duration estimate(Session.Load load, List<Scenario> scenarios) {
        double estimated = scenarios.stream()
                .mapToDouble(scenario -> scenario.preparationSeconds(load)
                        + scenario.runs(load) * load.duration().toMillis() / 1e3)
                .sum();
        return Duration.ofMillis((long) (1e3 * estimated));
    }
}
