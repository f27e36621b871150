/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.time;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets something happen at once, and again when an interval is over: a warning, say, whose cause comes a thousand times a
 * second.
 *
 * <p>Threading: safe from any thread.
 */
public final class Throttle {
    private final NanoClock clock;
    private final long intervalNs;
    private final AtomicLong lastNs;

    /**
     * Makes one that has let nothing happen yet.
     *
     * @param intervalNs between two times, in ns
     */
    public Throttle(NanoClock clock, long intervalNs) {
        this.clock = clock;
        this.intervalNs = intervalNs;
        this.lastNs = new AtomicLong(clock.nanoTime() - intervalNs);
    }

    /** Tells whether it may happen now; of several who ask at the same time one is told so. */
    public boolean isDue() {
        long last = lastNs.get();
        long nowNs = clock.nanoTime();
        return nowNs - last >= intervalNs && lastNs.compareAndSet(last, nowNs);
    }
}
