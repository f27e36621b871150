/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.compare;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a benchmark, before and after.
 *
 * @param name of the benchmark with its parameters
 * @param before null where it was not there
 * @param after null where it is not there any more
 */
record Change(String name, @Nullable Score before, @Nullable Score after) {
    /** No object is smaller than 16 bytes: what is less than one per operation is JMH's own. */
    static final String BYTES_PER_OPERATION = "B/op";

    private static final double LEAST_BYTES = 1;
    private static final double PERCENT = 100;

    /** What has become of it. */
    enum Verdict {
        /** Beyond the error bars, to the bad. */
        WORSE("WORSE"),
        /** Beyond the error bars, to the good. */
        BETTER("better"),
        /** Within the error bars. */
        SAME("same"),
        /** One of the two was measured a single time: how much another would differ is not known. */
        UNKNOWN("no error bar"),
        /** Not in the old file. */
        ADDED("new"),
        /** Not in the new file. */
        GONE("gone");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        /** Returns the word for a table. */
        String label() {
            return label;
        }
    }

    Verdict verdict() {
        if (before == null) {
            return Verdict.ADDED;
        }
        if (after == null) {
            return Verdict.GONE;
        }
        if (isLessThanAnObject(before, after)) {
            return Verdict.SAME;
        }
        if (!before.hasError() || !after.hasError()) {
            return Verdict.UNKNOWN;
        }
        if (after.isBeatenBy(before)) {
            return Verdict.WORSE;
        }
        return before.isBeatenBy(after) ? Verdict.BETTER : Verdict.SAME;
    }

    private static boolean isLessThanAnObject(Score before, Score after) {
        return before.unit().equals(BYTES_PER_OPERATION) && Math.abs(after.value() - before.value()) < LEAST_BYTES;
    }

    /** Returns by how many percent it has changed, for a table. */
    String percent() {
        if (before == null || after == null || before.value() == 0) {
            return "-";
        }
        return String.format(Locale.ROOT, "%+.1f %%", PERCENT * (after.value() / before.value() - 1));
    }
}
