/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.core.scoreboard.WorkerBlock;

/**
 * Whether a worker takes what it is given: it is stalled while connections wait for it and it takes none. That can be the
 * whole process (stopped, a long collection), and then it is over with the next heartbeat; or the application alone
 * (an accept thread that is blocked), and then it is over when it takes one of those that wait still, or only a trial can
 * tell, which comes later each time it fails.
 *
 * <p>As {@link Pulse}, it counts the supervisor's own ticks: a pause of the primary makes no worker look stalled.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class IntakeWatch {
    private static final long FIRST_TRIAL_MS = 1_000;
    private static final long LONGEST_TRIAL_MS = 16_000;

    /** How many timeouts a worker whose heart beats has for its first connection. */
    private static final int FIRST_CONNECTION_TIMEOUTS = 4;

    /** What a look has found. */
    enum Finding {
        NOTHING_NEW,
        STALLED,
        /** The process runs again, or the application does. */
        RECOVERED,
        /** It may take again, or not. */
        TRY,
        /** A trial went well. */
        PROVEN
    }

    private final WorkerBlock block;
    private final Pulse pulse;
    private long lastReceived;
    private long stillForMs;
    private long foundAfterMs;
    private boolean stalled;
    private boolean onTrial;
    private boolean processStoodStill;
    private long stalledForMs;
    private long trialAfterMs = FIRST_TRIAL_MS;

    /**
     * Makes a watch of a worker that has been given nothing.
     *
     * @param block where it shows what it has taken
     * @param pulse of the worker; somebody else looks at it, each time before this does
     */
    IntakeWatch(WorkerBlock block, Pulse pulse) {
        this.block = block;
        this.pulse = pulse;
    }

    boolean isStalled() {
        return stalled;
    }

    /** Returns for how long connections had waited when it was found stalled, in ms. */
    long foundAfterMs() {
        return foundAfterMs;
    }

    /** Treats it as one that takes. */
    void forgive() {
        stalled = false;
        stillForMs = 0;
    }

    /** Looks at the counts. */
    Finding look(int tickMs, long timeoutMs) {
        return stalled ? lookForRecovery(tickMs, timeoutMs) : lookForStall(tickMs, timeoutMs);
    }

    private Finding lookForStall(int tickMs, long timeoutMs) {
        boolean takes = hasTakenSome();
        if (takes || block.sent() <= lastReceived) {
            stillForMs = 0;
            return takes && onTrial ? over(Finding.PROVEN) : Finding.NOTHING_NEW;
        }
        stillForMs += tickMs;
        if (stillForMs < (isCold(timeoutMs) ? FIRST_CONNECTION_TIMEOUTS * timeoutMs : timeoutMs)) {
            return Finding.NOTHING_NEW;
        }
        stalled = true;
        foundAfterMs = stillForMs;
        stalledForMs = 0;
        stillForMs = 0;
        processStoodStill = false;
        noteWhetherTheProcessStandsStill(timeoutMs);
        return Finding.STALLED;
    }

    /**
     * Its last heartbeat may be younger than its oldest connection, so that one look, at the start, can't tell. With a
     * heartbeat since, the application is what hangs, and a pause of the process later on means nothing.
     */
    private void noteWhetherTheProcessStandsStill(long timeoutMs) {
        processStoodStill |= pulse.stillForMs() >= Math.max(timeoutMs, stalledForMs);
    }

    /** With its first connection a JVM loads and compiles what it accepts with, for which others want the cores as well. */
    private boolean isCold(long timeoutMs) {
        return lastReceived == 0 && !onTrial && pulse.stillForMs() < timeoutMs;
    }

    private boolean hasTakenSome() {
        long received = block.received();
        boolean some = received != lastReceived;
        lastReceived = received;
        return some;
    }

    /** It takes again, and the next stall will be the first. */
    private Finding over(Finding how) {
        stalled = false;
        onTrial = false;
        trialAfterMs = FIRST_TRIAL_MS;
        return how;
    }

    private Finding lookForRecovery(int tickMs, long timeoutMs) {
        stalledForMs += tickMs;
        noteWhetherTheProcessStandsStill(timeoutMs);
        if (hasTakenSome() || (processStoodStill && pulse.stillForMs() == 0)) {
            return over(Finding.RECOVERED);
        }
        if (processStoodStill || stalledForMs < trialAfterMs) {
            return Finding.NOTHING_NEW;
        }
        stalled = false;
        onTrial = true;
        trialAfterMs = Math.min(2 * trialAfterMs, LONGEST_TRIAL_MS);
        return Finding.TRY;
    }
}
