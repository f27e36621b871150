/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import io.drover.loadtest.generator.LoadResult;
import java.util.EnumMap;
import java.util.Map;

/** What the numbers of a run are. */
final class RunValues {
    private static final double US_PER_SECOND = 1e6;
    private static final double US_PER_MS = 1e3;
    private static final double PERCENT = 100;
    private static final double BYTES_PER_MB = 1e6;
    private static final double BYTES_PER_GB = 1e9;

    private RunValues() {}

    /** Returns all that the tool and the kernel have counted. */
    static Map<Metric, Double> of(LoadResult result, CpuMeter.Spent cpu, boolean connectionPerRequest) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.REQUESTS_PER_SECOND, result.requestsPerSecond());
        values.put(Metric.MEGABYTES_PER_SECOND, result.bytes() / result.seconds() / BYTES_PER_MB);
        values.put(Metric.REQUESTS, (double) result.requests());
        values.put(Metric.CONNECTIONS, (double) result.connections());
        values.put(Metric.MEAN_LATENCY_MS, result.latency().meanUs() / US_PER_MS);
        values.put(Metric.P50_LATENCY_MS, result.latency().p50Us() / US_PER_MS);
        values.put(Metric.P90_LATENCY_MS, result.latency().p90Us() / US_PER_MS);
        values.put(Metric.P99_LATENCY_MS, result.latency().p99Us() / US_PER_MS);
        values.put(Metric.MAX_LATENCY_MS, result.latency().maxUs() / US_PER_MS);
        values.put(Metric.FRONT_CORES, cpu.frontSeconds() / result.seconds());
        values.put(Metric.SERVER_CORES, cpu.serversSeconds() / result.seconds());
        values.put(Metric.TOOL_CORES, result.effort().cpuSeconds() / result.seconds());
        values.put(Metric.TOOL_BUSY, PERCENT * result.effort().busy());
        values.put(Metric.BUSIEST_SERVER, PERCENT * cpu.busiestShare());
        if (result.requests() > 0) {
            double perRequest = US_PER_SECOND / result.requests();
            values.put(Metric.CPU_PER_REQUEST_US, cpu.totalSeconds() * perRequest);
            values.put(Metric.FRONT_CPU_PER_REQUEST_US, cpu.frontSeconds() * perRequest);
            values.put(Metric.TOOL_CPU_PER_REQUEST_US, result.effort().cpuSeconds() * perRequest);
        }
        if (result.bytes() > 0) {
            values.put(Metric.FRONT_CPU_PER_GB_S, cpu.frontSeconds() * BYTES_PER_GB / result.bytes());
        }
        if (connectionPerRequest && result.connections() > 0) {
            values.put(Metric.FRONT_CPU_US, cpu.frontSeconds() * US_PER_SECOND / result.connections());
        }
        return values;
    }
}
