/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import io.drover.loadtest.chart.Colour;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes an HTML page that needs nothing else: style and charts are in it.
 *
 * <p>Threading: used by one thread.
 */
final class Page {
    private static final String STYLE = "report.css";

    private final StringBuilder html = new StringBuilder();

    Page(String title) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n<h1>")
                .append(escaped(title))
                .append("</h1>\n");
    }

    private static String style() {
        try (InputStream style = Page.class.getResourceAsStream(STYLE)) {
            if (style == null) {
                throw new IllegalStateException("resource: " + STYLE + " (expected: a file of this jar)");
            }
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void section(String id, String title) {
        html.append("<h2 id=\"")
                .append(escaped(id))
                .append("\">")
                .append(escaped(title))
                .append("</h2>\n");
    }

    void heading(String text) {
        element("h3", "", text);
    }

    void paragraph(String text) {
        element("p", "", text);
    }

    void warning(String text) {
        element("p", "warning", text);
    }

    private void element(String name, String style, String text) {
        html.append('<').append(name);
        if (!style.isEmpty()) {
            html.append(" class=\"").append(style).append('"');
        }
        html.append('>').append(escaped(text)).append("</").append(name).append(">\n");
    }

    /** Adds links to sections of this page. */
    void contents(List<String> ids) {
        html.append("<nav>");
        ids.forEach(id -> html.append("<a href=\"#")
                .append(escaped(id))
                .append("\">")
                .append(escaped(id))
                .append("</a> "));
        html.append("</nav>\n");
    }

    /** Adds a table; where a row has fewer cells than others, the last one is as wide as what is missing. */
    void table(List<List<String>> rows, boolean withHeader) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        html.append("<div class=\"wide\"><table>\n");
        for (int row = 0; row < rows.size(); row++) {
            String cell = withHeader && row == 0 ? "th" : "td";
            List<String> cells = rows.get(row);
            html.append("<tr>");
            for (int i = 0; i < cells.size(); i++) {
                int span = i == cells.size() - 1 ? columns - i : 1;
                html.append('<').append(cell);
                html.append(span > 1 ? " colspan=\"" + span + "\">" : ">");
                html.append(escaped(cells.get(i))).append("</").append(cell).append('>');
            }
            html.append("</tr>\n");
        }
        html.append("</table></div>\n");
    }

    /** Adds the names of the colours of a chart. */
    void legend(List<String> names) {
        html.append("<p class=\"legend\">");
        for (int i = 0; i < names.size(); i++) {
            html.append("<span><i class=\"")
                    .append(Colour.of(i))
                    .append("\"></i>")
                    .append(escaped(names.get(i)));
            html.append("</span>");
        }
        html.append("</p>\n");
    }

    /** Adds a chart. */
    void chart(String svg) {
        html.append("<figure>").append(svg).append("</figure>\n");
    }

    void write(Path file) throws IOException {
        Files.writeString(file, html + "</main>\n</body>\n</html>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
