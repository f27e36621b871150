/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Writes a run down, interval by interval.
 *
 * <p>Threading: owned by the event loop of the run.
 */
final class Timeline {
    private static final double NS_PER_SECOND = 1e9;
    private static final long NS_PER_MS = 1_000_000;

    private final long intervalNs;
    private final List<Recording.Interval> intervals = new ArrayList<>();
    private final Histogram latencyNs = Tally.emptyHistogram();
    private final Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);
    private long startMs;
    private long startNs;
    private long fromNs; // of the interval that is being written

    /**
     * Prepares one.
     *
     * @param intervalMs how long an interval is
     */
    Timeline(long intervalMs) {
        this.intervalNs = intervalMs * NS_PER_MS;
    }

    void start() {
        startMs = System.currentTimeMillis();
        startNs = System.nanoTime();
        fromNs = startNs;
    }

    void onAnswer(long endNs, long waitNs) {
        closeIntervals(endNs);
        latencyNs.recordValue(Math.min(waitNs, Tally.HIGHEST_NS));
    }

    void onError(long endNs, ErrorKind kind) {
        closeIntervals(endNs);
        errors.merge(kind, 1L, Long::sum);
    }

    private void closeIntervals(long nowNs) {
        while (nowNs - fromNs >= intervalNs) {
            closeInterval(fromNs + intervalNs);
        }
    }

    private void closeInterval(long endNs) {
        intervals.add(Recording.Interval.of(
                (fromNs - startNs) / NS_PER_SECOND, (endNs - fromNs) / NS_PER_SECOND, errors, latencyNs));
        latencyNs.reset();
        errors.clear();
        fromNs = endNs;
    }

    /** Ends it. A short rest belongs to the interval before: as one of its own its rate would mean nothing. */
    Recording end(long endNs) {
        closeIntervals(endNs);
        boolean empty = latencyNs.getTotalCount() == 0 && errors.isEmpty();
        if (endNs - fromNs >= intervalNs / 2 || (!empty && intervals.isEmpty())) {
            closeInterval(Math.max(endNs, fromNs + NS_PER_MS));
        } else if (!empty) {
            extendLastInterval(endNs);
        }
        return new Recording(startMs, intervals);
    }

    private void extendLastInterval(long endNs) {
        Recording.Interval last = intervals.remove(intervals.size() - 1);
        latencyNs.add(last.histogram());
        last.errors().forEach((kind, count) -> errors.merge(kind, count, Long::sum));
        fromNs = startNs + (long) (last.startSeconds() * NS_PER_SECOND);
        closeInterval(endNs);
    }
}
