/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import io.drover.loadtest.generator.ErrorKind;
import io.drover.loadtest.scenario.Description;
import io.drover.loadtest.scenario.Figure;
import io.drover.loadtest.scenario.Measurement;
import io.drover.loadtest.scenario.Metric;
import io.drover.loadtest.scenario.ScenarioResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A scenario's result as a person reads it in a terminal. */
public final class ScenarioText {
    private final ScenarioResult result;
    private final Description description;

    private ScenarioText(ScenarioResult result) {
        this.result = result;
        this.description = result.description();
    }

    /** Returns the lines: a table, the figures, and what went wrong. */
    public static List<String> lines(ScenarioResult result) {
        return new ScenarioText(result).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(description.name() + ": " + description.title());
        lines.add("");
        lines.addAll(indented(targets()));
        lines.add("");
        lines.addAll(indented(figures()));
        result.failures().forEach(failure -> lines.add("  FAILED " + failure));
        return lines;
    }

    private static List<String> indented(TextTable table) {
        return table.lines().stream().map(line -> "  " + line).toList();
    }

    // ---- targets

    private TextTable targets() {
        TextTable table = new TextTable();
        List<String> header = new ArrayList<>();
        header.add("target");
        description.columns().forEach(metric -> header.add(title(metric)));
        if (isComparison()) {
            header.add("vs " + description.baseline());
            header.add("errors");
        }
        table.add(header);
        result.targets().forEach(target -> table.add(row(target)));
        return table;
    }

    private static String title(Metric metric) {
        return metric == main(metric) ? metric.label() + " [min-max]" : metric.label();
    }

    /** The first column of a table tells the spread as well. */
    private static Metric main(Metric metric) {
        return metric == Metric.FIRST_ANSWER_MS ? metric : Metric.REQUESTS_PER_SECOND;
    }

    private boolean isComparison() {
        return result.targets().size() > 1;
    }

    private List<String> row(String target) {
        String missing = result.notInstalled().get(target);
        if (missing != null) {
            return List.of(target, "not installed");
        }
        List<String> row = new ArrayList<>();
        row.add(target);
        description.columns().forEach(metric -> row.add(cell(target, metric)));
        if (isComparison()) {
            row.add(ratio(target));
            row.add(errors(target));
        }
        return row;
    }

    private String cell(String target, Metric metric) {
        return Series.of(result, target, metric)
                .summary()
                .map(summary -> metric == main(metric) ? Numbers.written(summary) : Numbers.written(summary.median()))
                .map(number -> number + metric.unit())
                .orElse("-");
    }

    private String ratio(String target) {
        Metric metric = description.columns().get(0);
        return Series.of(result, target, metric)
                .ratioTo(Series.of(result, description.baseline(), metric))
                .map(Numbers::written)
                .orElse("-");
    }

    private String errors(String target) {
        Map<ErrorKind, Long> all = new EnumMap<>(ErrorKind.class);
        result.measurements().stream()
                .filter(measurement -> measurement.target().equals(target))
                .map(Measurement::errors)
                .forEach(errors -> errors.forEach((kind, count) -> all.merge(kind, count, Long::sum)));
        return all.isEmpty() ? "none" : words(all);
    }

    /** Returns errors as words. */
    public static String words(Map<ErrorKind, Long> errors) {
        return new EnumMap<>(errors)
                .entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey().label())
                        .collect(Collectors.joining(", "));
    }

    // ---- figures

    private TextTable figures() {
        TextTable table = new TextTable();
        for (Figure figure : description.figures()) {
            CheckedFigure checked = CheckedFigure.of(result, figure);
            boolean isRatio = figure.versus() != null;
            String unit = isRatio ? "x" : figure.metric().unit();
            table.add(List.of(
                    figure.metric().label() + ", " + figure.target() + (isRatio ? " / " + figure.versus() : ""),
                    checked.measured()
                            .map(summary -> Numbers.written(summary) + unit)
                            .orElse("-"),
                    figure.bound().label() + " " + Numbers.written(figure.limit()) + unit,
                    checked.verdict()));
        }
        return table;
    }
}
