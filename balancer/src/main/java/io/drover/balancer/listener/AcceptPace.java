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
 * <p>Threads that compute, and have nothing to do with the connections, keep the processor for milliseconds; so whether
 * it pays is tried time and again ({@link StepBackTrial}).
 *
 * <p>Threading: owned by the acceptor thread.
 */
final class AcceptPace {
    /** Two wake-ups as close as this are a flood: 4,000 connections a second. */
    private static final long FLOOD_NS = TimeUnit.MICROSECONDS.toNanos(250);

    /** Less than two switches of the processor from one thread to another and something done in between. */
    private static final long AT_ONCE_NS = TimeUnit.MICROSECONDS.toNanos(10);

    /** How long one wake-up may go on: tasks of the acceptor thread and its other listeners wait for their turn meanwhile. */
    private static final long LONGEST_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final NanoClock clock;
    private final Runnable stepBack;
    private final boolean canStepBack;
    private final StepBackTrial trial;
    private long wakeUpNs;

    /** When the acceptor last began to accept: at a wake-up, or after it had stepped back. */
    private long lastNs;

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
        long nowNs = clock.nanoTime();
        this.trial = new StepBackTrial(nowNs);
        this.wakeUpNs = nowNs;
        this.lastNs = nowNs - FLOOD_NS;
    }

    /** Tells whether this wake-up follows closely on the one before; asked once for each. */
    boolean isFlood() {
        if (!canStepBack) {
            return false;
        }
        long nowNs = clock.nanoTime();
        boolean isClose = nowNs - lastNs < FLOOD_NS;
        wakeUpNs = nowNs;
        lastNs = nowNs;
        trial.wokenUp(nowNs);
        return isClose;
    }

    /**
     * Lets threads run that wait for this processor, where that pays.
     *
     * @param queued asked afterwards how many connections have come, if somebody did run
     * @return that number; 0 where nobody ran, where it is time for others of this thread, or where it can't be known
     */
    int letOthersRun(IntSupplier queued) {
        if (!trial.stepsBack()) {
            return 0;
        }
        long beforeNs = clock.nanoTime();
        stepBack.run();
        lastNs = clock.nanoTime();
        boolean didAnyRun = lastNs - beforeNs >= AT_ONCE_NS;
        boolean mayGoOn = lastNs - wakeUpNs < LONGEST_NS;
        return didAnyRun && mayGoOn ? Math.max(0, queued.getAsInt()) : 0;
    }

    /** Counts the connections of one wake-up, at its end. */
    void accepted(int count) {
        if (count > 0 && canStepBack) {
            trial.accepted(count, lastNs);
        }
    }
}
