/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import io.drover.loadtest.generator.ErrorKind;
import io.drover.loadtest.generator.Recording;
import java.util.Map;

/**
 * What one run against one target has shown.
 *
 * @param target its name
 * @param repetition from 1; runs of the same repetition were made one after the other and are compared
 * @param values what was measured
 * @param errors of each kind that occurred
 * @param expectedErrors how many there may be, since the target was hurt
 * @param recording of the run
 */
public record Measurement(
        String target,
        int repetition,
        Map<Metric, Double> values,
        Map<ErrorKind, Long> errors,
        long expectedErrors,
        Recording recording) {

    /** Copies what it is given. */
    public Measurement {
        values = Map.copyOf(values);
        errors = Map.copyOf(errors);
    }

    /** Makes that of a run which nothing should have gone wrong in. */
    public Measurement(String target, int repetition, Map<Metric, Double> values, Map<ErrorKind, Long> errors) {
        this(target, repetition, values, errors, 0, Recording.NONE);
    }

    boolean isClean() {
        return errors.values().stream().mapToLong(Long::longValue).sum() <= expectedErrors;
    }
}
