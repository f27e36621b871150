/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import io.drover.loadtest.generator.ErrorKind;
import java.util.Map;

/**
 * What one run against one target has shown.
 *
 * @param target its name
 * @param repetition from 1; runs of the same repetition were made one after the other and are compared
 * @param values what was measured
 * @param errors of each kind that occurred
 */
public record Measurement(String target, int repetition, Map<Metric, Double> values, Map<ErrorKind, Long> errors) {

    /** Copies what it is given. */
    public Measurement {
        values = Map.copyOf(values);
        errors = Map.copyOf(errors);
    }
}
