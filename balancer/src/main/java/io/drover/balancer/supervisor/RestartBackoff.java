/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/**
 * When a slot's worker is started again after a crash: the wait doubles with each crash in the window, with some jitter
 * so that slots that crash together don't start together.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class RestartBackoff {
    private static final long FIRST_DELAY_NS = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_DELAY_NS = Duration.ofSeconds(10).toNanos();
    private static final double JITTER = 0.2;

    private final int maxRestarts;
    private final long windowNs;
    private final RandomGenerator random;
    private final Deque<Long> crashesNs = new ArrayDeque<>();
    private int refusals;

    RestartBackoff(int maxRestarts, Duration window, RandomGenerator random) {
        this.maxRestarts = maxRestarts;
        this.windowNs = window.toNanos();
        this.random = random;
    }

    /** Notes a crash. */
    void crashed(long nowNs) {
        while (!crashesNs.isEmpty() && nowNs - crashesNs.getFirst() > windowNs) {
            crashesNs.removeFirst();
        }
        crashesNs.addLast(nowNs);
    }

    /** Returns how many crashes the window holds. */
    int crashes() {
        return crashesNs.size();
    }

    /** Tells whether there have been more crashes in the window than are made good. */
    boolean isExhausted() {
        return crashesNs.size() > maxRestarts;
    }

    /** Returns how long to wait before the next start. */
    Duration delay() {
        return delayAfter(crashesNs.size());
    }

    /** Notes that the system had nothing left for another process; returns how long to wait before the next start. */
    Duration refused() {
        return delayAfter(++refusals);
    }

    /** Notes that a process was started. */
    void started() {
        refusals = 0;
    }

    private Duration delayAfter(int failures) {
        int doublings = Math.min(Math.max(0, failures - 1), 30);
        long delayNs = Math.min(FIRST_DELAY_NS << doublings, LONGEST_DELAY_NS);
        return Duration.ofNanos((long) (delayNs * (1 - JITTER + 2 * JITTER * random.nextDouble())));
    }
}
