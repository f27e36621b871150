/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.intake;

import io.drover.core.time.NanoClock;
import io.drover.core.time.Throttle;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Says that this process is short of descriptors, from time to time: a shortage comes and goes many times a second.
 *
 * <p>Threading: safe from any thread.
 */
public final class ShortageWarning {
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(30);

    private final Throttle throttle;
    private final Runnable warning;

    /** Makes one that has not warned yet, and does so in this log. */
    public ShortageWarning(Consumer<String> log) {
        this(
                NanoClock.SYSTEM,
                () -> log.accept("nearly all file descriptors are in use: no new connections until some are closed"));
    }

    ShortageWarning(NanoClock clock, Runnable warning) {
        this.throttle = new Throttle(clock, INTERVAL_NS);
        this.warning = warning;
    }

    /** Warns, unless it did in the last 30 s. */
    public void give() {
        if (throttle.isDue()) {
            warning.run();
        }
    }
}
