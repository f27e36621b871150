/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import io.drover.loadtest.report.Numbers;
import java.util.Locale;

/**
 * A promised figure, and whether it is kept.
 *
 * @param what it is about
 * @param measured as text
 * @param promised as text
 * @param met whether it is kept
 */
public record Promise(String what, String measured, String promised, boolean met) {

    static Promise none(String what, long measured) {
        return new Promise(what, count(measured), "0", measured == 0);
    }

    static Promise all(String what, long measured, long of) {
        return new Promise(what, count(measured), count(of), measured == of);
    }

    static Promise atMost(String what, double measured, double limit, String unit) {
        return new Promise(
                what, Numbers.written(measured) + unit, "at most " + Numbers.written(limit) + unit, measured <= limit);
    }

    static Promise countAtMost(String what, long measured, long limit) {
        return new Promise(what, count(measured), "at most " + count(limit), measured <= limit);
    }

    static Promise countAtLeast(String what, long measured, long limit) {
        return new Promise(what, count(measured), "at least " + count(limit), measured >= limit);
    }

    static Promise holds(String what, boolean holds) {
        return new Promise(what, holds ? "yes" : "no", "yes", holds);
    }

    /** Returns the word for a table. */
    public String verdict() {
        return met ? "met" : "MISSED";
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
