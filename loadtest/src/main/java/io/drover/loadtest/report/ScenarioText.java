/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import io.drover.loadtest.generator.ErrorKind;
import io.drover.loadtest.scenario.EventTimeline;
import io.drover.loadtest.scenario.Metric;
import io.drover.loadtest.scenario.ScenarioResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A scenario's result as a person reads it in a terminal. */
public final class ScenarioText {
    private static final double BUSY_PERCENT = 90;

    private ScenarioText() {}

    /** Returns the lines: a table, the figures, and what went wrong. */
    public static List<String> lines(ScenarioResult result) {
        ScenarioTable table = new ScenarioTable(result);
        List<String> lines = new ArrayList<>();
        lines.add(result.description().name() + ": " + result.description().title());
        lines.add("");
        addTable(lines, table.targets());
        if (!table.figures().isEmpty()) {
            lines.add("");
            addTable(lines, table.figures());
        }
        marks(result.timeline()).forEach(mark -> lines.add("  " + mark));
        bottleneck(result).forEach(line -> lines.add("  " + line));
        result.failures().forEach(failure -> lines.add("  FAILED " + failure));
        return lines;
    }

    private static void addTable(List<String> lines, List<List<String>> rows) {
        TextTable table = new TextTable();
        rows.forEach(table::add);
        table.lines().forEach(line -> lines.add("  " + line));
    }

    private static List<String> marks(EventTimeline timeline) {
        return timeline.marks().stream()
                .map(mark -> String.format(
                        Locale.ROOT, "%5.1f s - %5.1f s  %s", mark.startSeconds(), mark.endSeconds(), mark.name()))
                .toList();
    }

    /** Returns a warning where the tool had no time left: then it is what was measured. */
    static List<String> bottleneck(ScenarioResult result) {
        List<String> targets = result.targets().stream()
                .filter(target -> Series.of(result, target, Metric.TOOL_BUSY)
                        .summary()
                        .filter(busy -> busy.median() >= BUSY_PERCENT)
                        .isPresent())
                .toList();
        return targets.isEmpty()
                ? List.of()
                : List.of("warning: the generator was the bottleneck with " + String.join(", ", targets)
                        + "; these can do more");
    }

    /** Returns errors as words. */
    public static String words(Map<ErrorKind, Long> errors) {
        return ScenarioTable.words(errors);
    }
}
