/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.events.ClusterEvent.Scaled;
import io.drover.balancer.events.ClusterListener;
import io.drover.core.config.WorkerCount;
import io.drover.core.time.NanoClock;
import java.util.List;
import java.util.function.IntFunction;

/**
 * More or fewer slots while the cluster runs. The last slots go first, so that those that stay keep their clients.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class Scaling {
    private final Supervisor supervisor;
    private final WorkerTable workers;
    private final IntFunction<Slot> newSlot;
    private final ClusterListener events;
    private final NanoClock clock;

    Scaling(
            Supervisor supervisor,
            WorkerTable workers,
            IntFunction<Slot> newSlot,
            ClusterListener events,
            NanoClock clock) {
        this.supervisor = supervisor;
        this.workers = workers;
        this.newSlot = newSlot;
        this.events = events;
        this.clock = clock;
    }

    ScaleOutcome scaleTo(int wanted) {
        int now = workers.slots().size();
        if (wanted < 1 || wanted > WorkerCount.MAX) {
            return new ScaleOutcome(
                    now, "workers: " + wanted + " (expected: a number from 1 to " + WorkerCount.MAX + ")");
        }
        for (int index = now; index < wanted; index++) {
            Slot retired = workers.retiredSlot(index);
            if (retired == null) {
                workers.addSlot(newSlot.apply(index));
            } else {
                retired.enlist(clock.nanoTime());
            }
        }
        List<Slot> tooMany =
                workers.slots().stream().filter(slot -> slot.index() >= wanted).toList();
        tooMany.forEach(this::retire);
        if (wanted != now) {
            events.onEvent(new Scaled(now, wanted));
        }
        return new ScaleOutcome(wanted, null);
    }

    private void retire(Slot slot) {
        slot.retire();
        WorkerHandle worker = slot.current();
        if (worker != null) {
            supervisor.drain(worker, "scaled down");
        }
    }
}
