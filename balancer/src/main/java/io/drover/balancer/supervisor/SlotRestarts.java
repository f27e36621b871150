/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.events.ClusterEvent.NoWorkerLeft;
import io.drover.balancer.events.ClusterEvent.RestartScheduled;
import io.drover.balancer.events.ClusterEvent.SlotGivenUp;
import io.drover.balancer.events.ClusterEvent.StartFailed;
import io.drover.balancer.events.ClusterListener;
import io.drover.core.time.NanoClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Fills empty slots: at the start, and after a crash when the slot's back-off is over. A slot that crashes too often is
 * given up; when no slot is left, so is the cluster.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class SlotRestarts {
    private final Supervisor supervisor;
    private final WorkerTable workers;
    private final UnsharedPorts unshared;
    private final ClusterListener events;
    private final NanoClock clock;

    /** Starting a JVM takes seconds of a core: more at a time would only starve the workers that serve. */
    private final int maxConcurrentStarts = Runtime.getRuntime().availableProcessors();

    private final boolean keepListening;
    private boolean everReady;

    SlotRestarts(
            Supervisor supervisor,
            WorkerTable workers,
            UnsharedPorts unshared,
            ClusterListener events,
            NanoClock clock,
            boolean keepListening) {
        this.supervisor = supervisor;
        this.workers = workers;
        this.unshared = unshared;
        this.events = events;
        this.clock = clock;
        this.keepListening = keepListening;
    }

    /** Starts a worker for every empty slot whose time has come. */
    void startDue(long nowNs) {
        for (Slot slot : workers.slots()) {
            boolean due = slot.replacement() == null && slot.mayStart(nowNs);
            if (due && workers.countStarting() < maxConcurrentStarts && supervisor.isPrepared(slot.generation())) {
                start(slot);
            }
        }
    }

    private void start(Slot slot) {
        try {
            slot.took(supervisor.start(slot, slot.generation()));
            slot.backoff().started();
        } catch (IOException e) {
            onRefused(slot, "no process could be started: " + e.getMessage());
        }
    }

    /** No fault of the application's: the system has no descriptors, processes or memory left, and may again. */
    private void onRefused(Slot slot, String why) {
        if (isFirstStart()) {
            onCrash(slot, why, List.of());
            return;
        }
        Duration delay = slot.backoff().refused();
        slot.vacate(clock.nanoTime() + delay.toNanos());
        events.onEvent(new StartFailed(slot.index(), why, delay));
    }

    private boolean isFirstStart() {
        return !everReady && !keepListening;
    }

    void onReady() {
        everReady = true;
    }

    void onCrash(Slot slot, String why, List<String> lastLines) {
        if (isFirstStart()) {
            // An app that can't even start once is broken or set up wrongly: no restart would mend it.
            String cause = why + unshared.holder(lastLines, workers.live());
            supervisor.end("the application does not start", failure(slot, cause, lastLines));
            return;
        }
        long nowNs = clock.nanoTime();
        RestartBackoff backoff = slot.backoff();
        backoff.crashed(nowNs);
        if (backoff.isExhausted()) {
            String cause = why + unshared.holder(lastLines, workers.live());
            slot.giveUp();
            events.onEvent(new SlotGivenUp(slot.index(), cause, lastLines));
            endIfNothingIsLeft(failure(slot, cause, lastLines));
            return;
        }
        Duration delay = backoff.delay();
        slot.vacate(nowNs + delay.toNanos());
        events.onEvent(new RestartScheduled(slot.index(), delay, backoff.crashes()));
    }

    private static ClusterEnd failure(Slot slot, String why, List<String> lastLines) {
        return new ClusterEnd("slot " + slot.index() + ": " + why, lastLines);
    }

    /** Tells whether every slot is given up, and no reload is about to bring one back. */
    boolean isNothingLeft() {
        return workers.slots().stream().allMatch(slot -> slot.isGivenUp() && slot.replacement() == null);
    }

    /** Ends the cluster where nothing is left of it, or waits for a reload where the user wants that. */
    void endIfNothingIsLeft(ClusterEnd failure) {
        if (!isNothingLeft()) {
            return;
        }
        if (keepListening) {
            events.onEvent(new NoWorkerLeft());
        } else {
            supervisor.end("no worker is left", failure);
        }
    }
}
