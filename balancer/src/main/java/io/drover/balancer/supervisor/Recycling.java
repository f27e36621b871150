/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.events.ClusterEvent.StartFailed;
import io.drover.balancer.events.ClusterEvent.WorkerRecycled;
import io.drover.balancer.events.ClusterListener;
import io.drover.core.config.ClusterConfig;
import io.drover.core.scoreboard.WorkerBlock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Replaces workers that have become too large or too old, or have served long enough, one at a time: the new one first, then the old one drains.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class Recycling {
    private static final long LOOK_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

    /** After a replacement that failed, so that a broken application is not started again and again. */
    private static final long PAUSE_AFTER_FAILURE_NS = TimeUnit.SECONDS.toNanos(30);

    /** Of age and requests, so that workers that were started together don't all go together. */
    private static final double JITTER = 0.1;

    private final ClusterConfig.Recycling limits;
    private final Supervisor supervisor;
    private final WorkerTable workers;
    private final ClusterListener events;
    private long nextLookNs;
    private @Nullable WorkerHandle replacement;

    Recycling(
            ClusterConfig.Recycling limits,
            Supervisor supervisor,
            WorkerTable workers,
            ClusterListener events,
            long nowNs) {
        this.limits = limits;
        this.supervisor = supervisor;
        this.workers = workers;
        this.events = events;
        this.nextLookNs = nowNs;
    }

    boolean isUnderWay() {
        return replacement != null;
    }

    /** Begins with the next worker whose time has come. */
    void advance(long nowNs) {
        if (replacement != null || nowNs - nextLookNs < 0) {
            return;
        }
        nextLookNs = nowNs + LOOK_INTERVAL_NS;
        for (Slot slot : workers.slots()) {
            WorkerHandle worker = slot.current();
            String why = worker != null && worker.isInRotation() ? reason(worker, nowNs) : null;
            if (worker != null && why != null && supervisor.isPrepared(slot.generation())) {
                begin(slot, worker, why, nowNs);
                return;
            }
        }
    }

    private @Nullable String reason(WorkerHandle worker, long nowNs) {
        Duration age = Duration.ofNanos(worker.ageNs(nowNs));
        if (!limits.maxAge().isZero() && age.toNanos() > limits.maxAge().toNanos() * jitter(worker)) {
            return "is " + age.toSeconds() + " s old";
        }
        String served =
                limits.maxRequests() == 0 ? null : enoughServed(worker.load().block(), worker);
        if (served != null) {
            return served;
        }
        if (limits.maxMemoryBytes() == Long.MAX_VALUE) {
            return null;
        }
        long bytes = ProcessMemory.residentBytes(worker.name().pid());
        return bytes > limits.maxMemoryBytes() ? "has " + (bytes >> 20) + " MiB of memory" : null;
    }

    private @Nullable String enoughServed(WorkerBlock block, WorkerHandle worker) {
        double limit = limits.maxRequests() * jitter(worker);
        long requests = block.requests();
        if (requests > 0) {
            return requests >= limit ? "has answered " + requests + " requests" : null;
        }
        long connections = block.received();
        return connections >= limit ? "has had " + connections + " connections" : null;
    }

    /** The same for a worker each time: what is looked at every second must not be drawn every second. */
    private static double jitter(WorkerHandle worker) {
        double part = ((worker.workerId() * 0x9E3779B97F4A7C15L) >>> 11) * 0x1p-53;
        return 1 - JITTER + 2 * JITTER * part;
    }

    private void begin(Slot slot, WorkerHandle worker, String why, long nowNs) {
        events.onEvent(new WorkerRecycled(worker.name(), why));
        try {
            replacement = supervisor.startReplacement(slot, slot.generation());
        } catch (IOException e) {
            nextLookNs = nowNs + PAUSE_AFTER_FAILURE_NS;
            String reason = "no process could be started: " + e.getMessage();
            events.onEvent(new StartFailed(slot.index(), reason, Duration.ofNanos(PAUSE_AFTER_FAILURE_NS)));
        }
    }

    /** A worker has become ready; where it is the one waited for, its slot's old one goes. */
    void onReady(WorkerHandle worker) {
        if (worker == replacement) {
            replacement = null;
            supervisor.promote(worker);
        }
    }

    /** A worker has ended; where it is the one waited for, the old one stays for the time being. */
    void onExit(WorkerHandle worker, long nowNs) {
        if (worker == replacement) {
            replacement = null;
            nextLookNs = nowNs + PAUSE_AFTER_FAILURE_NS;
        }
    }
}
