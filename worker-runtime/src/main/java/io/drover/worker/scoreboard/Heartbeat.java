/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.scoreboard;

import io.drover.core.scoreboard.WorkerBlock;
import io.drover.core.time.NanoClock;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Shows that the event loops of the application turn. A beat is given only when a task has gone through every one of
 * them, so a loop that the app blocks stops it, and not only a process that stands still.
 *
 * <p>Threading: run on the control loop; its tasks run on the application's.
 */
public final class Heartbeat implements Runnable {
    private final WorkerBlock block;
    private final List<EventExecutor> loops;
    private final AtomicInteger outstanding = new AtomicInteger();
    private final AtomicLong longestWaitNs = new AtomicLong();
    private long count;

    /** Makes a heartbeat of the given loops; each {@link #run} is at most one beat. */
    public Heartbeat(WorkerBlock block, List<EventExecutor> loops) {
        this.block = block;
        this.loops = List.copyOf(loops);
    }

    @Override
    public void run() {
        Runtime runtime = Runtime.getRuntime();
        block.heapBytes(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory());
        if (outstanding.get() > 0) {
            return;
        }
        block.loopLagNs(longestWaitNs.getAndSet(0));
        block.heartbeat(++count);
        outstanding.set(loops.size());
        long sentNs = NanoClock.SYSTEM.nanoTime();
        for (EventExecutor loop : loops) {
            if (!loop.isShuttingDown()) {
                loop.execute(() -> turned(sentNs));
            }
        }
    }

    private void turned(long sentNs) {
        longestWaitNs.accumulateAndGet(NanoClock.SYSTEM.nanoTime() - sentNs, Math::max);
        outstanding.decrementAndGet();
    }
}
