/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.time.Duration;

/**
 * Lets the share of a new worker grow, so that a JVM that has compiled nothing yet is not given as much as one that is
 * warm.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class SlowStart {
    private static final int SMALLEST_PERCENT = 10;

    private final long durationNs;

    SlowStart(Duration duration) {
        this.durationNs = duration.toNanos();
    }

    /** A worker comes into rotation. */
    void begin(WorkerHandle worker, long nowNs) {
        if (durationNs > 0) {
            worker.servesSince(nowNs);
            worker.load().sharePercent(SMALLEST_PERCENT);
        }
    }

    /** Sets the share of a worker in rotation to what is due. */
    void advance(WorkerHandle worker, long nowNs) {
        if (durationNs > 0 && worker.isInRotation()) {
            long percent = 100 * (nowNs - worker.servesSinceNs()) / durationNs;
            worker.load().sharePercent((int) Math.max(SMALLEST_PERCENT, Math.min(100, percent)));
        }
    }
}
