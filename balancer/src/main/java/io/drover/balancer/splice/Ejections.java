/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Leaves destinations alone for a while to which several connects in a row have failed: 10 s the first time, 10 s more
 * each further time, 300 s at most. One connect that does not fail makes up for all that.
 *
 * <p>Threading: owned by the acceptor thread.
 */
final class Ejections {
    private static final int STEP_S = 10;
    private static final int LONGEST_S = 300;

    private final int after;
    private final ScheduledExecutorService acceptor;
    private final BiConsumer<Destination, Duration> changed;

    /**
     * Makes one that has ejected nobody.
     *
     * @param after how many connects in a row have to fail; 0: nobody is ejected
     * @param changed told of every destination that is ejected, and for how long, and with 0 when that is over
     */
    Ejections(int after, ScheduledExecutorService acceptor, BiConsumer<Destination, Duration> changed) {
        this.after = after;
        this.acceptor = acceptor;
        this.changed = changed;
    }

    /** A connect has failed. */
    void onFailure(Destination destination) {
        if (after == 0) {
            return;
        }
        Faults faults = destination.faults();
        int failures = faults.failures + 1;
        faults.failures = failures;
        if (failures >= after && faults.end == null) {
            eject(destination, faults);
        }
    }

    private void eject(Destination destination, Faults faults) {
        faults.times++;
        int seconds = Math.min(LONGEST_S, STEP_S * faults.times);
        faults.end = acceptor.schedule(() -> readmit(destination, faults), seconds, TimeUnit.SECONDS);
        destination.server().availability().ejected(true);
        changed.accept(destination, Duration.ofSeconds(seconds));
    }

    private void readmit(Destination destination, Faults faults) {
        // Not all of them: it is still to be forgiven if it is well, and ejected for longer if it is not.
        faults.failures = Math.min(1, faults.failures);
        faults.end = null;
        destination.server().availability().ejected(false);
        changed.accept(destination, Duration.ZERO);
    }

    /** A connect has succeeded, or a check has shown that it would. */
    void forgive(Destination destination) {
        Faults faults = destination.faults();
        faults.failures = 0;
        faults.times = 0;
        if (faults.end != null) {
            faults.end.cancel(false);
            readmit(destination, faults);
        }
    }

    /** What one destination has done wrong since it was last forgiven. */
    static final class Faults {
        private volatile int failures; // written by the acceptor thread, read by relay loops
        private int times;
        private @Nullable Future<?> end;

        /** Tells whether there is anything to forgive. Safe from any thread. */
        boolean exist() {
            return failures > 0;
        }
    }
}
