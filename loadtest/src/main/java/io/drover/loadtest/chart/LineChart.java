/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines over a scale, and marks for what happened in between.
 *
 * @param description of what it shows
 * @param x the axis below
 * @param y the axis to the left
 * @param lines in the order of their colours
 * @param marks from left to right
 */
public record LineChart(String description, Axis x, Axis y, List<Line> lines, List<Mark> marks) {
    private static final double WIDTH = 860;
    private static final double PLOT_HEIGHT = 240;
    private static final double LEFT = 64;
    private static final double RIGHT = 24;
    private static final double TOP = 12;
    private static final double BOTTOM = 42;
    private static final double MARK_ROW = 16;
    private static final double MARK_GAP = 8;

    /** An axis. */
    public record Axis(String label, Scale scale) {}

    /**
     * A line.
     *
     * @param name what is told when it is pointed at
     * @param series which colour, from 0
     * @param points from left to right; one whose y is no number interrupts the line
     */
    public record Line(String name, int series, List<Point> points) {
        /** Copies what it is given. */
        public Line {
            points = List.copyOf(points);
        }
    }

    /** A point, in the units of the axes. */
    public record Point(double x, double y) {}

    /** Something that happened, from then to then. */
    public record Mark(String label, double from, double to) {}

    /** Copies what it is given. */
    public LineChart {
        lines = List.copyOf(lines);
        marks = List.copyOf(marks);
    }

    /** Returns the picture. */
    public String svg() {
        List<Integer> rows = markRows();
        double top =
                TOP + MARK_ROW * rows.stream().mapToInt(row -> row + 1).max().orElse(0);
        double bottom = top + PLOT_HEIGHT;
        Svg svg = new Svg(WIDTH, bottom + BOTTOM, description);
        for (int i = 0; i < marks.size(); i++) {
            draw(svg, marks.get(i), TOP + MARK_ROW * rows.get(i), top, bottom);
        }
        drawAxes(svg, top, bottom);
        lines.forEach(line -> svg.path("line " + Colour.of(line.series()), path(line, top), line.name()));
        return svg.end();
    }

    private void drawAxes(Svg svg, double top, double bottom) {
        for (Scale.Tick tick : y.scale().ticks()) {
            svg.line("grid", LEFT, atY(tick.value(), top), WIDTH - RIGHT, atY(tick.value(), top));
            svg.text("axis", LEFT - 6, atY(tick.value(), top) + 4, "end", tick.label());
        }
        for (Scale.Tick tick : x.scale().ticks()) {
            svg.line("grid", atX(tick.value()), top, atX(tick.value()), bottom);
            svg.text("axis", atX(tick.value()), bottom + 16, "middle", tick.label());
        }
        svg.text("axis", (LEFT + WIDTH - RIGHT) / 2, bottom + 35, "middle", x.label());
        svg.uprightText("axis", 14, (top + bottom) / 2, y.label());
    }

    private static void drawLabel(Svg svg, String label, double at, double row) {
        boolean fits = at + width(label) < WIDTH;
        svg.text("marked", fits ? at + 4 : WIDTH - 2, row + 11, fits ? "start" : "end", label);
    }

    private void draw(Svg svg, Mark mark, double row, double top, double bottom) {
        double from = atX(mark.from());
        double to = Math.max(from + 1, atX(mark.to()));
        svg.rectangle("mark", from, top, to - from, bottom - top, mark.label());
        svg.line("marking", from, row + 2, from, bottom);
        drawLabel(svg, mark.label(), from, row);
    }

    /** Returns the row of each mark's label, so that none is written over another. */
    private List<Integer> markRows() {
        List<Double> ends = new ArrayList<>(); // of the last label in each row
        List<Integer> rows = new ArrayList<>();
        for (Mark mark : marks) {
            double from = Math.min(atX(mark.from()), WIDTH - width(mark.label()));
            int row = 0;
            while (row < ends.size() && ends.get(row) > from) {
                row++;
            }
            if (row == ends.size()) {
                ends.add(0.0);
            }
            ends.set(row, from + width(mark.label()));
            rows.add(row);
        }
        return rows;
    }

    private static double width(String label) {
        return label.length() * Svg.LETTER_WIDTH + MARK_GAP;
    }

    private String path(Line line, double top) {
        StringBuilder path = new StringBuilder();
        boolean drawn = false;
        for (Point point : line.points()) {
            boolean there = Double.isFinite(point.y());
            if (there) {
                path.append(drawn ? 'L' : 'M')
                        .append(Svg.number(atX(point.x())))
                        .append(' ')
                        .append(Svg.number(atY(point.y(), top)));
            }
            drawn = there;
        }
        return path.toString();
    }

    private double atX(double value) {
        return LEFT + (WIDTH - LEFT - RIGHT) * clamped(x.scale().position().applyAsDouble(value));
    }

    private double atY(double value, double top) {
        return top + PLOT_HEIGHT * (1 - clamped(y.scale().position().applyAsDouble(value)));
    }

    private static double clamped(double position) {
        return Math.max(0, Math.min(1, position));
    }
}
