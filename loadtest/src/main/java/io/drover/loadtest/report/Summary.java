/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import java.util.List;
import java.util.Optional;

/**
 * The median of a few measurements and how far they are apart.
 *
 * @param count of the measurements
 */
public record Summary(double median, double min, double max, int count) {

    /** Returns that of the values, or nothing where there are none. */
    static Optional<Summary> of(List<Double> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Optional.of(new Summary(median(sorted), sorted[0], sorted[sorted.length - 1], sorted.length));
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * Tells whether it differs from a value by more than its measurements differ from each other. A single measurement
     * tells nothing: how much another would differ is not known.
     */
    boolean isDistinguishableFrom(double value) {
        return count > 1 && max - min <= Math.abs(median - value);
    }

    /** Tells whether some measurements are on one side of a value and some on the other. */
    boolean straddles(double value) {
        return min < value && value < max;
    }
}
