/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.core.time.NanoClock;
import io.drover.core.time.Throttle;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Connections of one kind that were turned away: counted, and told of in the log once a minute at most, since whoever
 * attacks must not fill it.
 *
 * <p>Threading: safe from any thread.
 */
final class Refusals {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(Refusals.class);

    private final String option;
    private final LongAdder count = new LongAdder();
    private final Throttle warning = new Throttle(NanoClock.SYSTEM, TimeUnit.MINUTES.toNanos(1));

    /**
     * Begins with none.
     *
     * @param option which of the user's options is the cause
     */
    Refusals(String option) {
        this.option = option;
    }

    /**
     * Counts one.
     *
     * @param from who was turned away
     */
    void add(@Nullable Object from, String why) {
        count.increment();
        if (warning.isDue()) {
            LOG.warn("{}: a connection from {} was turned away, {} ({} in all)", option, from, why, count.sum());
        }
    }

    /** Returns how many there were. */
    long count() {
        return count.sum();
    }
}
