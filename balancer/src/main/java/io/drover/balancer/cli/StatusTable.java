/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The answer to {@code status} for a person. */
final class StatusTable {
    private static final String ROW = "%-4s  %-6s  %-8s  %-10s  %-9s  %8s  %6s  %11s  %9s  %9s";
    private static final String UPSTREAM_ROW = "%-32s  %-24s  %6s  %-10s  %6s  %11s";
    private static final String RELAYED = "  %9s  %9s  %8s  %6s%n";
    private static final long MIB = 1024 * 1024;

    private StatusTable() {}

    static String of(JsonNode status) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s: %s, policy %s, forward %s; primary pid %d%n",
                status.path("name").asText(),
                backend(status),
                status.path("policy").asText(),
                status.path("forward").asText(),
                status.path("pid").asLong()));
        for (JsonNode listener : status.path("listeners")) {
            text.append("listening on ").append(listener.asText()).append(System.lineSeparator());
        }
        text.append(status.path("upstreams").isEmpty() ? workers(status) : upstreams(status));
        return text.toString().stripTrailing();
    }

    private static String backend(JsonNode status) {
        if (!status.path("upstreams").isEmpty()) {
            return "upstreams " + status.path("backend").asText();
        }
        int slots = status.path("slots").asInt();
        return status.path("backend").asText() + " on " + slots + (slots == 1 ? " worker" : " workers");
    }

    private static String upstreams(JsonNode status) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(UPSTREAM_ROW, "upstream", "address", "weight", "state", "open", "connections"));
        text.append(relayedHeads());
        for (JsonNode upstream : status.path("upstreams")) {
            text.append(String.format(
                    Locale.ROOT,
                    UPSTREAM_ROW,
                    upstream.path("upstream").asText(),
                    upstream.path("address").asText(),
                    upstream.path("weight").asText(),
                    upstream.path("state").asText(),
                    upstream.path("openConnections").asText(),
                    upstream.path("connections").asText()));
            text.append(relayed(upstream.path("relayed")));
        }
        return text.toString();
    }

    private static String workers(JsonNode status) {
        StringBuilder text = new StringBuilder();
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
        boolean isRelayed = status.path("workers").path(0).has("relayed");
        text.append(isRelayed ? relayedHeads() : System.lineSeparator());
        for (JsonNode worker : status.path("workers")) {
            text.append(row(worker));
            text.append(isRelayed ? relayed(worker.path("relayed")) : System.lineSeparator());
        }
        return text.toString();
    }

    private static String relayedHeads() {
        return String.format(RELAYED, "in", "out", "connect", "failed");
    }

    /** What has gone wrong is one figure here, whoever's fault it is: programs find all of them. */
    private static String relayed(JsonNode counts) {
        long failed = counts.path("connectFailures").asLong()
                + counts.path("clientFailures").asLong()
                + counts.path("backendFailures").asLong()
                + counts.path("timeouts").asLong();
        return String.format(
                Locale.ROOT,
                RELAYED,
                bytes(counts.path("bytesIn").asLong()),
                bytes(counts.path("bytesOut").asLong()),
                counts.path("connectMicros").asLong() + " us",
                failed);
    }

    private static String bytes(long count) {
        if (count < 10 * 1024) {
            return count + " B";
        }
        return count < 10 * MIB ? count / 1024 + " KiB" : count / MIB + " MiB";
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
