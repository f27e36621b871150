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

/**
 * The cells of a scenario's tables, for whatever shows them.
 *
 * @param result what they tell
 */
record ScenarioTable(ScenarioResult result) {
    private static final String NOT_DISTINGUISHABLE = "not distinguishable";

    private Description description() {
        return result.description();
    }

    // ---- targets

    /** Returns the rows, the header first; that of a target that is absent has two cells. */
    List<List<String>> targets() {
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>();
        header.add("target");
        description().columns().forEach(metric -> header.add(title(metric)));
        if (isComparison()) {
            header.add("vs " + description().baseline());
        }
        header.add("errors");
        rows.add(header);
        result.targets().forEach(target -> rows.add(row(target)));
        return rows;
    }

    private String title(Metric metric) {
        return isRepeated() && metric == main() ? metric.label() + " [min-max]" : metric.label();
    }

    /** The first column of a table tells the spread as well. */
    private Metric main() {
        return description().columns().get(0);
    }

    private boolean isRepeated() {
        return result.measurements().stream().anyMatch(measurement -> measurement.repetition() > 1);
    }

    private boolean isComparison() {
        return result.targets().size() > 1 && !description().baseline().isEmpty();
    }

    private List<String> row(String target) {
        String absent = result.absent().get(target);
        if (absent != null) {
            return List.of(target, absent);
        }
        List<String> row = new ArrayList<>();
        row.add(target);
        description().columns().forEach(metric -> row.add(cell(target, metric)));
        if (isComparison()) {
            row.add(ratio(target));
        }
        row.add(errors(target));
        return row;
    }

    private String cell(String target, Metric metric) {
        return Series.of(result, target, metric)
                .summary()
                .map(summary ->
                        isRepeated() && metric == main() ? Numbers.written(summary) : Numbers.written(summary.median()))
                .map(number -> number + metric.unit())
                .orElse("-");
    }

    private String ratio(String target) {
        if (target.equals(description().baseline())) {
            return "-";
        }
        return Series.of(result, target, main())
                .ratioTo(Series.of(result, description().baseline(), main()))
                .map(ratio -> ratio.isDistinguishableFrom(1) ? Numbers.written(ratio) : NOT_DISTINGUISHABLE)
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
    static String words(Map<ErrorKind, Long> errors) {
        return new EnumMap<>(errors)
                .entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey().label())
                        .collect(Collectors.joining(", "));
    }

    // ---- figures

    /** Returns a row for each: what, measured, promised, verdict. */
    List<List<String>> figures() {
        return description().figures().stream().map(this::row).toList();
    }

    private List<String> row(Figure figure) {
        CheckedFigure checked = CheckedFigure.of(result, figure);
        boolean isRatio = figure.versus() != null;
        String unit = isRatio ? "x" : figure.metric().unit();
        return List.of(
                figure.metric().label() + ", " + figure.target() + (isRatio ? " / " + figure.versus() : ""),
                checked.measured()
                        .map(summary -> Numbers.written(summary) + unit)
                        .orElse("-"),
                figure.bound().label() + " " + Numbers.written(figure.limit()) + unit,
                checked.verdict());
    }
}
