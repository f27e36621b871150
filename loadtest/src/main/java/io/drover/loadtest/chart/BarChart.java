/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chart;

import java.util.List;

/**
 * Bars from left to right, one below the other: each of one part or more, with a whisker from the least to the greatest
 * measurement where there are several.
 *
 * @param description of what it shows
 * @param unit of the axis
 * @param bars from top to bottom
 */
public record BarChart(String description, String unit, List<Bar> bars) {
    private static final double WIDTH = 860;
    private static final double ROW = 28;
    private static final double BAR = 16;
    private static final double TOP = 8;
    private static final double AXIS = 38;
    private static final double GAP = 10;
    private static final double WHISKER_END = 4;

    /**
     * A bar.
     *
     * @param label to its left
     * @param parts one behind the other
     * @param min where the whisker begins
     * @param max where it ends; the same as min for none
     * @param value to its right, as text
     */
    public record Bar(String label, List<Part> parts, double min, double max, String value) {
        /** Copies what it is given. */
        public Bar {
            parts = List.copyOf(parts);
        }

        double end() {
            return Math.max(max, parts.stream().mapToDouble(Part::size).sum());
        }
    }

    /**
     * A part of a bar.
     *
     * @param series which colour, from 0
     * @param size in the unit of the axis
     * @param title what is told when it is pointed at
     */
    public record Part(int series, double size, String title) {}

    /** Copies what it is given. */
    public BarChart {
        bars = List.copyOf(bars);
    }

    /** Returns the picture. */
    public String svg() {
        double left = GAP + widest(bars.stream().map(Bar::label).toList());
        double right = GAP + widest(bars.stream().map(Bar::value).toList());
        double room = WIDTH - left - right - GAP;
        double bottom = TOP + ROW * bars.size();
        Scale scale = Scale.linear(bars.stream().mapToDouble(Bar::end).max().orElse(1));
        Svg svg = new Svg(WIDTH, bottom + AXIS, description);
        for (Scale.Tick tick : scale.ticks()) {
            double x = left + room * scale.position().applyAsDouble(tick.value());
            svg.line("grid", x, TOP, x, bottom);
            svg.text("axis", x, bottom + 16, "middle", tick.label());
        }
        svg.text("axis", left + room / 2, bottom + 33, "middle", unit);
        for (int i = 0; i < bars.size(); i++) {
            draw(svg, bars.get(i), TOP + ROW * i + ROW / 2, left, room, scale);
        }
        return svg.end();
    }

    private static void draw(Svg svg, Bar bar, double middle, double left, double room, Scale scale) {
        svg.text("label", left - GAP, middle + 4, "end", bar.label());
        double from = left;
        for (Part part : bar.parts()) {
            double width = room * scale.position().applyAsDouble(part.size());
            svg.rectangle("fill " + Colour.of(part.series()), from, middle - BAR / 2, width, BAR, part.title());
            from += width;
        }
        if (bar.max() > bar.min()) {
            double min = left + room * scale.position().applyAsDouble(bar.min());
            double max = left + room * scale.position().applyAsDouble(bar.max());
            svg.line("whisker", min, middle, max, middle);
            svg.line("whisker", min, middle - WHISKER_END, min, middle + WHISKER_END);
            svg.line("whisker", max, middle - WHISKER_END, max, middle + WHISKER_END);
        }
        svg.text("label", WIDTH - GAP / 2, middle + 4, "end", bar.value());
    }

    private static double widest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0) * Svg.LETTER_WIDTH + GAP;
    }
}
