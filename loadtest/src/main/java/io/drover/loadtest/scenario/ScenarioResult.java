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
 * @param absent why a target did not take part, for each that this machine or this version does not have
 * @param measurements all of them
 * @param timeline what happened meanwhile
 * @param failures what should have run and could not
 */
public record ScenarioResult(
        Description description,
        List<String> targets,
        Map<String, String> absent,
        List<Measurement> measurements,
        EventTimeline timeline,
        List<String> failures) {

    /** Copies what it is given. */
    public ScenarioResult {
        targets = List.copyOf(targets);
        absent = Map.copyOf(absent);
        measurements = List.copyOf(measurements);
        failures = List.copyOf(failures);
    }

    /** Tells whether all of it ran and no request failed that should not have. */
    public boolean isClean() {
        return failures.isEmpty() && measurements.stream().allMatch(Measurement::isClean);
    }
}
