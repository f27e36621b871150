/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.dispatch.Forwarding;
import io.drover.balancer.events.ClusterEvent.WorkerRecovered;
import io.drover.balancer.events.ClusterEvent.WorkerStalled;
import io.drover.balancer.events.ClusterListener;
import io.drover.core.lifecycle.WorkerState;
import java.time.Duration;

/**
 * Takes workers that don't take their connections out of rotation, and what waits for them back, until they do.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class StalledWorkers {
    /** For a worker that is tried again: one connection at a time, not a whole lane. */
    private static final int TRIAL_WINDOW = 1;

    private final WorkerTable workers;
    private final Forwarding forwarding;
    private final ClusterListener events;
    private final Duration intakeTimeout;
    private final int tickMs;

    StalledWorkers(
            WorkerTable workers, Forwarding forwarding, ClusterListener events, Duration intakeTimeout, int tickMs) {
        this.workers = workers;
        this.forwarding = forwarding;
        this.events = events;
        this.intakeTimeout = intakeTimeout;
        this.tickMs = tickMs;
    }

    void check(WorkerHandle worker) {
        if (worker.isStranger()
                || !worker.is(WorkerState.READY)
                || !(worker.intake().isStalled() || hasOther(worker))) {
            return;
        }
        switch (worker.intake().look(tickMs, intakeTimeout.toMillis())) {
            case STALLED -> {
                forwarding.publish(workers.directory());
                forwarding.relieve(worker.load());
                events.onEvent(new WorkerStalled(
                        worker.name(), Duration.ofMillis(worker.intake().foundAfterMs())));
            }
            case RECOVERED -> {
                worker.load().fullWindow();
                forwarding.publish(workers.directory());
                events.onEvent(new WorkerRecovered(worker.name()));
            }
            case TRY -> {
                worker.load().window(TRIAL_WINDOW);
                forwarding.publish(workers.directory());
            }
            case PROVEN -> {
                worker.load().fullWindow();
                events.onEvent(new WorkerRecovered(worker.name()));
            }
            case NOTHING_NEW -> {
                // As most times.
            }
        }
    }

    /** Where nobody else could take its connections, they wait for it in its lane as well as anywhere. */
    private boolean hasOther(WorkerHandle worker) {
        return workers.live().stream()
                .anyMatch(other -> other != worker
                        && other.isInRotation()
                        && !other.intake().isStalled());
    }

    /** The cluster ends: what waits goes to whoever is there, and may find its way. */
    void forgiveAll() {
        for (WorkerHandle worker : workers.live()) {
            if (worker.intake().isStalled()) {
                worker.intake().forgive();
                worker.load().fullWindow();
            }
        }
        forwarding.publish(workers.directory());
    }
}
