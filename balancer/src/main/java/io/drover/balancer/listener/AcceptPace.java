/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import io.drover.core.time.NanoClock;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * How closely connections follow each other, and what the acceptor does about it.
 *
 * <p>Where they come one by one, each is taken the moment it is there. In a flood that would be a wake-up of the acceptor
 * and one of a worker for each of them, which cost more than the connection itself. Then the acceptor steps back once it
 * has emptied the queue: the processor goes to whoever waits for it, workers and clients on the same machine, and
 * connections gather meanwhile. Where nobody waits for the processor, sched_yield(2) returns at once, and nothing is
 * delayed. Network cards moderate their interrupts for the same reason.
 *
 * <p>Threads that compute, and have nothing to do with the connections, keep the processor for milliseconds. Where fewer
 * have come meanwhile than in a flood, to step back was a loss, and is left for a while.
 *
 * <p>Threading: owned by the acceptor thread.
 */
final class AcceptPace {
    /** Two wake-ups as close as this are a flood: 4,000 connections a second. */
    private static final long FLOOD_NS = TimeUnit.MICROSECONDS.toNanos(250);

    /** How long it is left: a loss of some ms in so many is little. */
    private static final long STEADY_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final NanoClock clock;
    private final Runnable stepBack;
    private final boolean canStepBack;
    private long lastWakeUpNs;
    private long steadyUntilNs;

    /**
     * Makes one that has seen no connection yet.
     *
     * @param stepBack lets threads run that wait for this processor
     * @param canStepBack whether the thread has nothing to do but to accept; if not, no pace is a flood to it
     */
    AcceptPace(NanoClock clock, Runnable stepBack, boolean canStepBack) {
        this.clock = clock;
        this.stepBack = stepBack;
        this.canStepBack = canStepBack;
        this.steadyUntilNs = clock.nanoTime();
        this.lastWakeUpNs = steadyUntilNs - FLOOD_NS;
    }

    /** Tells whether this wake-up follows closely on the one before, and to step back is worth it; asked once for each. */
    boolean isFlood() {
        if (!canStepBack) {
            return false;
        }
        long nowNs = clock.nanoTime();
        boolean isClose = nowNs - lastWakeUpNs < FLOOD_NS;
        lastWakeUpNs = nowNs;
        return isClose && nowNs - steadyUntilNs >= 0;
    }

    /**
     * Lets threads run that wait for this processor.
     *
     * @param queued asked afterwards how many connections have come, if that has taken long
     */
    void letOthersRun(IntSupplier queued) {
        long beforeNs = clock.nanoTime();
        stepBack.run();
        long afterNs = clock.nanoTime();
        long goneNs = afterNs - beforeNs;
        if (goneNs > FLOOD_NS && goneNs > FLOOD_NS * queued.getAsInt()) {
            steadyUntilNs = afterNs + STEADY_NS;
        }
    }
}
