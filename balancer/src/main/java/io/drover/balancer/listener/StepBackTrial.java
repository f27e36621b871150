/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import java.util.concurrent.TimeUnit;

/**
 * Finds out whether it pays to step back: now and then the other way is tried for a moment, and the connections that came
 * through in that time are compared with those in the time before.
 *
 * <p>Nothing else tells. Where workers and clients get the processor, stepping back saves a switch for nearly every
 * connection. Where threads of strangers get it, they keep it for milliseconds, and the acceptor only has less of it.
 *
 * <p>Threading: owned by the acceptor thread.
 */
final class StepBackTrial {
    /** Hundreds of connections in a flood, and long against the turn of a thread that computes. */
    private static final long WINDOW_NS = TimeUnit.MILLISECONDS.toNanos(50);

    /** A pause in the flood as long as this is no part of a rate. */
    private static final long PAUSE_NS = WINDOW_NS / 2;

    /** Windows from one trial to the next: few while the answer is in doubt. */
    private static final int SHORTEST_INTERVAL = 4;

    private static final int LONGEST_INTERVAL = 32;

    /** What stepping back must keep of the rate to go on with it, and to begin with it again. It saves time elsewhere. */
    private static final double KEPT = 0.85;

    private static final double KEPT_AGAIN = 0.9;

    /** One window against another says little. */
    private static final double WEIGHT = 0.125;

    /** Of the latest window in the rate that a trial is compared with: what came seconds ago is another matter. */
    private static final double LATEST = 0.5;

    private boolean pays = true;
    private boolean isTrial;
    private int interval = SHORTEST_INTERVAL;
    private int windowsLeft = SHORTEST_INTERVAL;

    /** The rate with stepping back over the rate without, smoothed. */
    private double gain = 1;

    private double usualRate;
    private long accepted;
    private long windowStartNs;
    private long lastNs;

    StepBackTrial(long nowNs) {
        windowStartNs = nowNs;
        lastNs = nowNs;
    }

    /** Tells whether to step back now. */
    boolean stepsBack() {
        return pays != isTrial;
    }

    /** Told at each wake-up: where the acceptor had nothing to do for long, the rate begins anew. */
    void wokenUp(long nowNs) {
        if (nowNs - lastNs > PAUSE_NS) {
            begin(nowNs);
        }
    }

    /** Counts connections that have been accepted; told at the end of each wake-up. */
    void accepted(int count, long nowNs) {
        lastNs = nowNs;
        accepted += count;
        long elapsedNs = nowNs - windowStartNs;
        if (elapsedNs >= WINDOW_NS) {
            end((double) accepted / elapsedNs);
            begin(nowNs);
        }
    }

    private void begin(long nowNs) {
        windowStartNs = nowNs;
        accepted = 0;
    }

    private void end(double rate) {
        if (isTrial) {
            learn(pays ? usualRate / rate : rate / usualRate);
            isTrial = false;
            windowsLeft = interval;
        } else {
            usualRate += LATEST * (rate - usualRate);
            windowsLeft--;
            isTrial = windowsLeft == 0;
        }
    }

    private void learn(double ratio) {
        gain += WEIGHT * (Math.min(ratio, 2) - gain);
        boolean isSettled = pays == ratio >= KEPT;
        interval = isSettled ? Math.min(2 * interval, LONGEST_INTERVAL) : SHORTEST_INTERVAL;
        pays = gain >= (pays ? KEPT : KEPT_AGAIN);
    }
}
