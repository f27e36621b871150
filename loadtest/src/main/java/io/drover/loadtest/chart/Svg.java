/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chart;

import java.util.Locale;

/**
 * Writes an SVG picture, element by element.
 *
 * <p>Threading: used by one thread.
 */
final class Svg {
    /** How wide a letter of the charts' font is, in pixels; a little more than the average. */
    static final double LETTER_WIDTH = 6.7;

    private final StringBuilder text = new StringBuilder();

    /** Begins a picture that is scaled to the width there is, and says what it shows to those who can't see it. */
    Svg(double width, double height, String description) {
        add("<svg class=\"chart\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">\n", width, height, description);
    }

    void line(String style, double x1, double y1, double x2, double y2) {
        add("<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n", style, x1, y1, x2, y2);
    }

    /** Adds a rectangle that tells more when it is pointed at. */
    void rectangle(String style, double x, double y, double width, double height, String title) {
        add(
                "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s</title></rect>\n",
                style, x, y, Math.max(0, width), height, title);
    }

    /** Adds a text; the anchor is start, middle or end. */
    void text(String style, double x, double y, String anchor, String written) {
        add("<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n", style, x, y, anchor, written);
    }

    /** Adds a text that is read from the bottom to the top. */
    void uprightText(String style, double x, double y, String written) {
        add(
                "<text class=\"%s\" transform=\"translate(%s %s) rotate(-90)\" text-anchor=\"middle\">%s</text>\n",
                style, x, y, written);
    }

    /** Adds a line through points, as the d attribute has it, that tells its name when it is pointed at. */
    void path(String style, String path, String title) {
        add("<path class=\"%s\" d=\"%s\"><title>%s</title></path>\n", style, path, title);
    }

    String end() {
        return text + "</svg>\n";
    }

    private void add(String format, Object... values) {
        Object[] written = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            written[i] = values[i] instanceof Double number ? number(number) : escaped(String.valueOf(values[i]));
        }
        text.append(String.format(Locale.ROOT, format, written));
    }

    /** Tenths of a pixel are enough. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** Returns a text as HTML and SVG take it. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
