/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

/** A number that is measured, always in the same unit. */
public enum Metric {
    /** Good answers per second. */
    REQUESTS_PER_SECOND("req/s", ""),
    /** Bytes received, in millions a second, those of answers that are not complete included. */
    MEGABYTES_PER_SECOND("MB/s", ""),
    /** Good answers. */
    REQUESTS("requests", ""),
    /** Connections opened by the tool. */
    CONNECTIONS("connections", ""),
    /** Mean time of a request. */
    MEAN_LATENCY_MS("mean latency", " ms"),
    /** Median time of a request. */
    P50_LATENCY_MS("p50", " ms"),
    /** Time that nine of ten requests stay below. */
    P90_LATENCY_MS("p90", " ms"),
    /** Time that 99 of 100 requests stay below. */
    P99_LATENCY_MS("p99", " ms"),
    /** Longest time of a request. */
    MAX_LATENCY_MS("max", " ms"),
    /** How many cores the process that accepts keeps busy; all of them where it serves itself. */
    FRONT_CORES("front's cores", ""),
    /** How many cores the servers behind it keep busy. */
    SERVER_CORES("servers' cores", ""),
    /** How many cores the tool keeps busy. */
    TOOL_CORES("tool's cores", ""),
    /** CPU time that the tool spends per request. */
    TOOL_CPU_PER_REQUEST_US("tool's CPU/req", " µs"),
    /** How much of the time the tool's event loop ran or waited for a core. */
    TOOL_BUSY("tool busy", " %"),
    /** CPU time that all processes of the target spend per request. */
    CPU_PER_REQUEST_US("CPU/req", " µs"),
    /** Part of the servers' work that the busiest does; with two that share evenly 50. */
    BUSIEST_SERVER("busiest", " %"),
    /** CPU time that the accepting process of the target spends per connection. */
    FRONT_CPU_US("CPU/conn", " µs"),
    /** CPU time that the accepting process of the target spends per request. */
    FRONT_CPU_PER_REQUEST_US("front's CPU/req", " µs"),
    /** CPU time that the accepting process of the target spends for a thousand million bytes. */
    FRONT_CPU_PER_GB_S("front's CPU/GB", " s"),
    /** Median time of a request, less that of the same request without anything between. */
    ADDED_P50_MS("added p50", " ms"),
    /** The same of the time that 99 of 100 requests stay below. */
    ADDED_P99_MS("added p99", " ms"),
    /** Live heap that a connection costs while nothing happens on it. */
    HEAP_PER_CONNECTION_KB("heap/conn", " KB"),
    /** Resident memory that it costs. */
    RESIDENT_PER_CONNECTION_KB("resident/conn", " KB"),
    /** Pipes that are open for connections on which nothing happens. */
    PIPES("pipes", ""),
    /** Time from the command to the first 200. */
    FIRST_ANSWER_MS("first answer", " ms"),
    /** Resident memory of a primary that has nothing to do. */
    IDLE_PRIMARY_MB("idle primary", " MB");

    private final String label;
    private final String unit;

    Metric(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    /** Returns the words for a table. */
    public String label() {
        return label;
    }

    /** Returns what follows the number, with its blank. */
    public String unit() {
        return unit;
    }
}
