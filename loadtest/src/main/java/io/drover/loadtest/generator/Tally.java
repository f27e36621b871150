/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Counts what happens during a run.
 *
 * <p>Threading: owned by the run's event loop.
 */
final class Tally implements Outcomes {
    private static final double NS_PER_US = 1_000;
    private static final long LOWEST_NS = 100;
    private static final long HIGHEST_NS = 3_600_000_000_000L;

    private final Histogram latencyNs = new Histogram(LOWEST_NS, HIGHEST_NS, 3);
    private final Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);
    private long connections;

    @Override
    public void onConnected() {
        connections++;
    }

    @Override
    public void onAnswer(long startNs, long waitNs) {
        latencyNs.recordValue(Math.min(waitNs, HIGHEST_NS));
    }

    @Override
    public void onError(ErrorKind kind, long startNs, long waitNs, boolean kept) {
        errors.merge(kind, 1L, Long::sum);
    }

    LoadResult toResult(double seconds, double cpuSeconds) {
        LoadResult.Latency latency = new LoadResult.Latency(
                latencyNs.getMean() / NS_PER_US,
                latencyNs.getValueAtPercentile(50) / NS_PER_US,
                latencyNs.getValueAtPercentile(90) / NS_PER_US,
                latencyNs.getValueAtPercentile(99) / NS_PER_US,
                latencyNs.getMaxValue() / NS_PER_US);
        return new LoadResult(latencyNs.getTotalCount(), connections, seconds, errors, latency, cpuSeconds);
    }
}
