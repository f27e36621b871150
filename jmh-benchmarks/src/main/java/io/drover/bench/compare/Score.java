/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.compare;

import java.util.Locale;

/**
 * What a benchmark has measured.
 *
 * @param value the mean
 * @param error half of its confidence interval, as JMH says; NaN where it was measured once only
 * @param unit as JMH writes it, {@code ns/op}
 * @param moreIsBetter whether it is a rate, not a cost
 */
record Score(double value, double error, String unit, boolean moreIsBetter) {

    /** Tells whether another is beyond the error bars of both, to the worse. */
    boolean isBeatenBy(Score other) {
        return moreIsBetter ? high() < other.low() : low() > other.high();
    }

    private double low() {
        return value - error;
    }

    private double high() {
        return value + error;
    }

    /** Tells whether it has error bars at all. */
    boolean hasError() {
        return !Double.isNaN(error);
    }

    /** Returns it with its error, for a table. */
    String text() {
        return hasError()
                ? String.format(Locale.ROOT, "%,.2f ± %,.2f", value, error)
                : String.format(Locale.ROOT, "%,.2f", value);
    }
}
