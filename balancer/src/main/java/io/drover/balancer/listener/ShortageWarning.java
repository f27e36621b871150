/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import io.drover.core.time.NanoClock;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Says that accepting pauses for want of descriptors or memory: at once, and then once a minute while it lasts.
 *
 * <p>Threading: owned by the acceptor thread.
 */
final class ShortageWarning {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(ShortageWarning.class);
    private static final long INTERVAL_NS = TimeUnit.MINUTES.toNanos(1);

    private final NanoClock clock;
    private boolean hasWarned;
    private long warnedNs;
    private long pauses;

    ShortageWarning(NanoClock clock) {
        this.clock = clock;
    }

    /** Accepting pauses. */
    void onPause(Listener listener, IOException failure) {
        pauses++;
        long nowNs = clock.nanoTime();
        if (!hasWarned || nowNs - warnedNs >= INTERVAL_NS) {
            hasWarned = true;
            warnedNs = nowNs;
            LOG.warn("{}: accepting pauses, {} ({} pauses so far)", listener.endpoint(), failure.getMessage(), pauses);
        }
    }
}
