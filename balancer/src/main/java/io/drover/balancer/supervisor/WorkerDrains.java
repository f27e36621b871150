/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.dispatch.Forwarding;
import io.drover.balancer.events.ClusterEvent.WorkerDraining;
import io.drover.balancer.events.ClusterListener;
import io.drover.core.control.ControlMessage.Drain;
import io.drover.core.control.ControlMessage.Sharing;
import io.drover.core.lifecycle.WorkerState;
import io.drover.core.time.NanoClock;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/**
 * Takes workers out of rotation: those that are to go, and those that are going.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class WorkerDrains {
    /** A process that dies closes its connections first and is reaped a moment later. */
    private static final int SESSION_GRACE_MS = 1000;

    private final EventLoop loop;
    private final WorkerTable workers;
    private final Forwarding forwarding;
    private final ClusterEnding ending;
    private final ClusterListener events;
    private final NanoClock clock;
    private final int drainTimeoutMs;

    WorkerDrains(
            EventLoop loop,
            WorkerTable workers,
            Forwarding forwarding,
            ClusterEnding ending,
            ClusterListener events,
            NanoClock clock,
            int drainTimeoutMs) {
        this.loop = loop;
        this.workers = workers;
        this.forwarding = forwarding;
        this.ending = ending;
        this.events = events;
        this.clock = clock;
        this.drainTimeoutMs = drainTimeoutMs;
    }

    /** Takes a worker out of rotation, takes back what it has not read, and has it finish the rest. */
    void begin(WorkerHandle worker, String why) {
        if (!worker.state().canBecome(WorkerState.DRAINING)) {
            return;
        }
        // At the end of the cluster all share one deadline, which began with the order to stop.
        worker.becomeDraining(ending.hasBegun() ? ending.beganNs() : clock.nanoTime());
        events.onEvent(new WorkerDraining(worker.name(), why));
        forwarding.publish(workers.directory());
        Runnable order = () -> {
            if (worker.hasSession()) {
                worker.send(new Drain(timeoutOfWorkerMs(worker), canTakeBack()));
            } else {
                worker.terminate();
            }
        };
        if (worker.isStranger()) {
            // Its last connections may take as long as they like, within that.
            loop.schedule(order, drainTimeoutMs * 3L / 4, TimeUnit.MILLISECONDS);
        }
        if (ending.hasBegun()) {
            forwarding.dismiss(worker.load(), order);
        } else {
            forwarding.withdraw(worker.load(), order);
        }
    }

    /** Tells whether there is somebody for the connections that a worker has and does not need to finish. */
    private boolean canTakeBack() {
        return !ending.hasBegun()
                && forwarding.sharing() == Sharing.LANE
                && workers.live().stream().anyMatch(WorkerHandle::isInRotation);
    }

    /** A little less than is left of the whole: the JVM must end in time too. */
    private int timeoutOfWorkerMs(WorkerHandle worker) {
        long leftMs = drainTimeoutMs - TimeUnit.NANOSECONDS.toMillis(worker.drainingForNs(clock.nanoTime()));
        return (int) Math.max(0, leftMs - Math.min(1000, drainTimeoutMs / 5));
    }

    /** Mostly the first sign that a worker has died, so what it has not read is taken back without waiting for more. */
    void onSessionClosed(WorkerHandle worker) {
        if (!worker.state().canBecome(WorkerState.DRAINING)) {
            return;
        }
        worker.sessionLost();
        worker.becomeDraining(clock.nanoTime());
        forwarding.publish(workers.directory());
        forwarding.withdraw(worker.load(), () -> {});
        Runnable endIt = () -> {
            if (worker.is(WorkerState.DRAINING)) {
                worker.failWith("closed its control connection");
                events.onEvent(new WorkerDraining(worker.name(), "its control connection has ended"));
                worker.terminate();
            }
        };
        loop.schedule(endIt, SESSION_GRACE_MS, TimeUnit.MILLISECONDS);
    }
}
