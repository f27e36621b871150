/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import java.util.Locale;

/** How numbers are written for people: three digits that count, at least. */
public final class Numbers {
    private Numbers() {}

    /** Returns a number with as many digits as tell something. */
    public static String written(double number) {
        double size = Math.abs(number);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, number);
    }

    /** Returns the name of a percentile: p50, p99.9. */
    static String percentile(double percentile) {
        return "p"
                + (percentile == Math.rint(percentile)
                        ? Long.toString((long) percentile)
                        : Double.toString(percentile));
    }

    static String written(Summary summary) {
        String range = written(summary.min()) + "-" + written(summary.max());
        return written(summary.median()) + " [" + range + "]";
    }
}
