/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The answer to {@code status} for a person. */
final class StatusTable {
    private static final String ROW = "%-4s  %-6s  %-8s  %-10s  %-9s  %8s  %6s  %11s  %9s  %9s%n";
    private static final long MIB = 1024 * 1024;

    private StatusTable() {}

    static String of(JsonNode status) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s: %s on %d %s, policy %s, forward %s; primary pid %d%n",
                status.path("name").asText(),
                status.path("backend").asText(),
                status.path("slots").asInt(),
                status.path("slots").asInt() == 1 ? "worker" : "workers",
                status.path("policy").asText(),
                status.path("forward").asText(),
                status.path("pid").asLong()));
        for (JsonNode listener : status.path("listeners")) {
            text.append("listening on ").append(listener.asText()).append(System.lineSeparator());
        }
        text.append(String.format(
                ROW,
                "slot",
                "worker",
                "pid",
                "generation",
                "state",
                "uptime",
                "open",
                "connections",
                "heap",
                "memory"));
        status.path("workers").forEach(worker -> text.append(row(worker)));
        return text.toString().stripTrailing();
    }

    private static String row(JsonNode worker) {
        return String.format(
                Locale.ROOT,
                ROW,
                worker.path("slot").asText(),
                worker.path("worker").asText(),
                worker.path("pid").asText(),
                worker.path("generation").asText(),
                worker.path("state").asText(),
                uptime(worker.path("uptimeSeconds").asLong()),
                worker.path("openConnections").asText(),
                worker.path("connections").asText(),
                worker.path("heapUsedBytes").asLong() / MIB + " MiB",
                worker.path("residentBytes").asLong() / MIB + " MiB");
    }

    private static String uptime(long seconds) {
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }
}
