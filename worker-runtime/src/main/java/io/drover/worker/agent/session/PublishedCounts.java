/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.session;

import io.drover.core.scoreboard.WorkerBlock;
import io.drover.worker.agent.sockets.Counts;
import org.jspecify.annotations.Nullable;

/**
 * The counts of passed connections, in the worker's block of the scoreboard. What is counted before that is open is kept
 * here until then.
 *
 * <p>Threading: safe from any thread.
 */
final class PublishedCounts implements Counts {
    private volatile @Nullable WorkerBlock block;
    private int earlyReceived; // guarded by this
    private int earlyClosed; // guarded by this

    @Override
    public void received() {
        WorkerBlock open = block;
        if (open != null) {
            open.addReceived();
        } else {
            countEarly(true);
        }
    }

    @Override
    public void closed() {
        WorkerBlock open = block;
        if (open != null) {
            open.addClosed();
        } else {
            countEarly(false);
        }
    }

    private synchronized void countEarly(boolean isReceived) {
        WorkerBlock open = block;
        if (open == null) {
            earlyReceived += isReceived ? 1 : 0;
            earlyClosed += isReceived ? 0 : 1;
        } else if (isReceived) {
            open.addReceived();
        } else {
            open.addClosed();
        }
    }

    /** Publishes in a block what was counted, and all that will be. */
    synchronized void publishIn(WorkerBlock opened) {
        for (int i = 0; i < earlyReceived; i++) {
            opened.addReceived();
        }
        for (int i = 0; i < earlyClosed; i++) {
            opened.addClosed();
        }
        block = opened;
    }
}
