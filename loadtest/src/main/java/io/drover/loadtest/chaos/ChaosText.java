/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import io.drover.loadtest.generator.ClientCounts;
import io.drover.loadtest.report.Numbers;
import io.drover.loadtest.report.ScenarioText;
import io.drover.loadtest.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results as a person reads them in a terminal. */
public final class ChaosText {
    private ChaosText() {}

    /** Returns the lines of one scenario: its figures, and what else is worth knowing. */
    public static List<String> details(ChaosResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(result.name() + ": " + result.done());
        TextTable table = new TextTable();
        result.promises()
                .forEach(promise ->
                        table.add(List.of(promise.what(), promise.measured(), promise.promised(), promise.verdict())));
        table.lines().forEach(line -> lines.add("  " + line));
        result.notes().forEach(note -> lines.add("  - " + note));
        if (!result.failure().isEmpty()) {
            lines.add("  FAILED " + result.failure());
        }
        return lines;
    }

    /** Returns a table with a row for each scenario. */
    public static List<String> table(List<ChaosResult> results) {
        TextTable table = new TextTable();
        table.add(List.of(
                "scenario", "done", "connections", "requests", "failed", "hung", "longest wait", "figures", "verdict"));
        results.forEach(result -> table.add(row(result)));
        return table.lines();
    }

    private static List<String> row(ChaosResult result) {
        ChaosResult.Clientele clients = result.clients();
        long met = result.promises().stream().filter(Promise::met).count();
        return List.of(
                result.name(),
                result.done(),
                String.format(Locale.ROOT, "%,d", clients.connections()),
                String.format(Locale.ROOT, "%,d", clients.requests()),
                clients.failed().isEmpty() ? "none" : ScenarioText.words(clients.failed()),
                String.format(Locale.ROOT, "%,d", clients.hung()),
                longestWait(clients),
                met + " of " + result.promises().size(),
                result.verdict());
    }

    /** Where only some waits count, short ones have not been noted one by one. */
    private static String longestWait(ChaosResult.Clientele clients) {
        double ms = clients.longestWaitMs();
        return ms == 0 && clients.requests() > 0
                ? "below " + ClientCounts.NOTABLE_MS + " ms"
                : Numbers.written(ms) + " ms";
    }
}
