/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * All figures of two files.
 *
 * @param changes one for each figure of either
 */
record Comparison(List<Change> changes) {
    private static final String GAP = "   ";
    private static final List<Column> COLUMNS = List.of(
            new Column("benchmark", Change::name),
            new Column(
                    "old",
                    change -> change.before() == null ? "-" : change.before().text()),
            new Column(
                    "new",
                    change -> change.after() == null ? "-" : change.after().text()),
            new Column("unit", Comparison::unit),
            new Column("change", Change::percent),
            new Column("", change -> change.verdict().label()));

    private record Column(String title, Function<Change, String> cell) {}

    /** Copies what it is given. */
    Comparison {
        changes = List.copyOf(changes);
    }

    static Comparison of(Map<String, Score> before, Map<String, Score> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        return new Comparison(names.stream()
                .map(name -> new Change(name, before.get(name), after.get(name)))
                .toList());
    }

    /** Returns how many figures have become that. */
    long count(Change.Verdict verdict) {
        return changes.stream().filter(change -> change.verdict() == verdict).count();
    }

    /** Returns a table, and a line that sums it up. */
    List<String> lines() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(COLUMNS.stream().map(Column::title).toList());
        changes.forEach(change -> rows.add(
                COLUMNS.stream().map(column -> column.cell().apply(change)).toList()));
        List<String> lines = new ArrayList<>(
                rows.stream().map(row -> line(row, widths(rows))).toList());
        lines.add("");
        lines.add(summary());
        return lines;
    }

    private String summary() {
        List<String> counts = new ArrayList<>();
        for (Change.Verdict verdict : Change.Verdict.values()) {
            if (count(verdict) > 0) {
                counts.add(count(verdict) + " " + verdict.label());
            }
        }
        return changes.size() + " figures: " + String.join(", ", counts);
    }

    private static String unit(Change change) {
        Score any = change.after() == null ? change.before() : change.after();
        return any == null ? "" : any.unit();
    }

    private static List<Integer> widths(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < COLUMNS.size(); column++) {
            int at = column;
            widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        return widths;
    }

    /** The first column and the last to the left, numbers to the right. */
    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            String blanks = " ".repeat(widths.get(column) - cell.length());
            if (column == 0) {
                line.append(cell).append(blanks);
            } else if (column == row.size() - 1) {
                line.append(GAP).append(cell);
            } else {
                line.append(GAP).append(blanks).append(cell);
            }
        }
        return line.toString().stripTrailing();
    }
}
