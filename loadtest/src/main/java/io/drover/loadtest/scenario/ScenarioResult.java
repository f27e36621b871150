/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import java.util.List;
import java.util.Map;

/**
 * What a scenario has shown.
 *
 * @param description of the scenario
 * @param targets all that it has, in the order of a table
 * @param notInstalled the program that is missing, for each target that could not run for that
 * @param measurements all of them
 * @param failures what should have run and could not
 */
public record ScenarioResult(
        Description description,
        List<String> targets,
        Map<String, String> notInstalled,
        List<Measurement> measurements,
        List<String> failures) {

    /** Copies what it is given. */
    public ScenarioResult {
        targets = List.copyOf(targets);
        notInstalled = Map.copyOf(notInstalled);
        measurements = List.copyOf(measurements);
        failures = List.copyOf(failures);
    }

    /** Tells whether all of it ran and no request failed. */
    public boolean isClean() {
        return failures.isEmpty()
                && measurements.stream()
                        .allMatch(measurement -> measurement.errors().isEmpty());
    }
}
