/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import org.jspecify.annotations.Nullable;

/**
 * A number that the project has promised.
 *
 * @param metric what of
 * @param target whose
 * @param versus the target whose same metric it is divided by, pair by pair; null where the number itself counts
 * @param bound which side of the limit is the good one
 * @param limit inclusive
 */
public record Figure(Metric metric, String target, @Nullable String versus, Bound bound, double limit) {

    /** Which side of a limit is the good one. */
    public enum Bound {
        /** Larger is better. */
        AT_LEAST("at least"),
        /** Smaller is better. */
        AT_MOST("at most");

        private final String label;

        Bound(String label) {
            this.label = label;
        }

        /** Returns the words for a table. */
        public String label() {
            return label;
        }
    }

    static Figure atLeast(double limit, Metric metric, String target, String versus) {
        return new Figure(metric, target, versus, Bound.AT_LEAST, limit);
    }

    static Figure atMost(double limit, Metric metric, String target, @Nullable String versus) {
        return new Figure(metric, target, versus, Bound.AT_MOST, limit);
    }

    /** Tells whether a value keeps the promise. */
    public boolean isMetBy(double value) {
        return bound == Bound.AT_LEAST ? value >= limit : value <= limit;
    }
}
