/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chart;

/** Names the colour of a series: there are ten, and then dashed ones. */
public final class Colour {
    private static final int COLOURS = 10;

    private Colour() {}

    /** Returns the classes of a series, from 0. */
    public static String of(int series) {
        return "s" + series % COLOURS + (series < COLOURS ? "" : " again");
    }
}
