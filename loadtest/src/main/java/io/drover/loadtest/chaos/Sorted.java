/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import io.drover.loadtest.report.Numbers;
import java.util.List;

/** The order of a few measurements. */
final class Sorted {
    private Sorted() {}

    /** Returns the middle one. */
    static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
    }

    /** Returns the middle one with the least and the greatest. */
    static String range(List<Double> values) {
        double min = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double max = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return Numbers.written(median(values)) + " [" + Numbers.written(min) + "-" + Numbers.written(max) + "]";
    }
}
