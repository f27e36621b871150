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
    static final long HIGHEST_NS = 3_600_000_000_000L;
    private static final long LOWEST_NS = 100;
    private static final int DIGITS = 3;
    private static final long INTERVAL_MS = 1_000;
    private static final double NS_PER_US = 1_000;

    private final Timeline timeline = new Timeline(INTERVAL_MS);
    private final Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);
    private long connections;
    private long bytes;

    /** Returns a histogram as all of them are: nanoseconds, up to an hour, three digits. */
    static Histogram emptyHistogram() {
        return new Histogram(LOWEST_NS, HIGHEST_NS, DIGITS);
    }

    void start() {
        timeline.start();
    }

    @Override
    public void onConnected() {
        connections++;
    }

    @Override
    public void onBytes(int count) {
        bytes += count;
    }

    @Override
    public void onAnswer(long startNs, long waitNs) {
        timeline.onAnswer(startNs + waitNs, waitNs);
    }

    @Override
    public void onError(ErrorKind kind, long startNs, long waitNs, boolean kept) {
        errors.merge(kind, 1L, Long::sum);
        timeline.onError(startNs + waitNs, kind);
    }

    /**
     * Ends it.
     *
     * @param seconds what the rate is counted over
     */
    LoadResult toResult(double seconds, LoadResult.Effort effort) {
        Recording recording = timeline.end(System.nanoTime());
        Histogram latencyNs = recording.latencies();
        LoadResult.Latency latency = new LoadResult.Latency(
                latencyNs.getMean() / NS_PER_US,
                latencyNs.getValueAtPercentile(50) / NS_PER_US,
                latencyNs.getValueAtPercentile(90) / NS_PER_US,
                latencyNs.getValueAtPercentile(99) / NS_PER_US,
                latencyNs.getMaxValue() / NS_PER_US);
        return new LoadResult(
                latencyNs.getTotalCount(), connections, bytes, seconds, errors, latency, effort, recording);
    }
}
