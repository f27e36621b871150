/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Where values are on an axis.
 *
 * @param position of a value: 0 is the beginning of the axis, 1 its end
 * @param ticks what is written along it
 */
public record Scale(DoubleUnaryOperator position, List<Tick> ticks) {
    private static final double[] NICE = {1, 2, 2.5, 5, 10};
    private static final int MOST_STEPS = 6;
    private static final double PERCENT = 100;

    /** A value that is written along an axis. */
    public record Tick(double value, String label) {}

    /** Copies what it is given. */
    public Scale {
        ticks = List.copyOf(ticks);
    }

    /** Returns one from 0 to at least that value, with steps that are easy to read. */
    public static Scale linear(double max) {
        double end = max > 0 ? max : 1;
        double step = step(end);
        double top = Math.ceil(end / step - 1e-9) * step;
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i * step <= top * (1 + 1e-9); i++) {
            ticks.add(new Tick(i * step, written(i * step)));
        }
        return new Scale(value -> value / top, ticks);
    }

    /** Returns one of times, from 0 to exactly that many seconds. */
    public static Scale seconds(double max) {
        Scale nice = linear(max);
        List<Tick> inside =
                nice.ticks().stream().filter(tick -> tick.value() <= max).toList();
        return new Scale(value -> value / max, inside);
    }

    private static double step(double max) {
        double power = Math.pow(10, Math.floor(Math.log10(max / MOST_STEPS)));
        for (double nice : NICE) {
            if (max / (nice * power) <= MOST_STEPS) {
                return nice * power;
            }
        }
        return 10 * power;
    }

    /** Returns one in which each power of ten has the same room; values have to be above 0. */
    public static Scale logarithmic(double min, double max) {
        int from = (int) Math.floor(Math.log10(min));
        int to = Math.max(from + 1, (int) Math.ceil(Math.log10(max)));
        List<Tick> ticks = new ArrayList<>();
        for (int power = from; power <= to; power++) {
            ticks.add(new Tick(Math.pow(10, power), written(Math.pow(10, power))));
        }
        return new Scale(value -> (Math.log10(value) - from) / (to - from), ticks);
    }

    /**
     * Returns one of percentiles, 0 to 100, in which each further nine has the same room: 90 %, 99 %, 99.9 %.
     *
     * @param nines how many of them there are
     */
    public static Scale percentiles(int nines) {
        List<Tick> ticks = new ArrayList<>();
        ticks.add(new Tick(0, "0 %"));
        ticks.add(new Tick(50, "50 %"));
        for (int i = 1; i <= nines; i++) {
            double rest = PERCENT * Math.pow(10, -i);
            ticks.add(new Tick(
                    PERCENT - rest, String.format(Locale.ROOT, "%." + Math.max(0, i - 2) + "f %%", PERCENT - rest)));
        }
        return new Scale(value -> -Math.log10(1 - value / PERCENT) / nines, ticks);
    }

    /** Writes a number of an axis: 0.01, 2.5, 40k, 1.2M. */
    static String written(double value) {
        if (value >= 1e6) {
            return Svg.number(value / 1e6) + "M";
        }
        if (value >= 10_000) {
            return Svg.number(value / 1e3) + "k";
        }
        // Steps are 1, 2, 2.5 or 5: of a number below 1 more digits than these would be the errors of a double.
        return String.format(Locale.ROOT, "%.4f", value).replaceAll("\\.?0+$", "");
    }
}
