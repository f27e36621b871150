/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.core.lifecycle.WorkerState;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What operators ask of a running cluster. Where it can't be, the answer says why, and nothing has changed.
 *
 * <p>Threading: safe from any thread; answers come on the supervisor thread, or at once from a cluster that has ended.
 */
public final class OperatorRequests {
    private static final String NOTHING_STARTED_HERE = "there are upstreams, and no workers";
    private static final String ENDED = "the cluster has ended";

    /** Between two looks whether workers that are being replaced have been. */
    private static final int RETRY_MS = 100;

    private final boolean isStartedHere;
    private final EventLoop loop;
    private final WorkerTable workers;
    private final RollingReload reload;
    private final Recycling recycling;
    private final Scaling scaling;
    private final WorkerDrains drains;
    private final ClusterEnding ending;

    /**
     * Knows whom to ask.
     *
     * @param isStartedHere whether there are workers, and not upstreams
     * @param loop the supervisor thread, which owns all others
     */
    OperatorRequests(
            boolean isStartedHere,
            EventLoop loop,
            WorkerTable workers,
            RollingReload reload,
            Recycling recycling,
            Scaling scaling,
            WorkerDrains drains,
            ClusterEnding ending) {
        this.isStartedHere = isStartedHere;
        this.loop = loop;
        this.workers = workers;
        this.reload = reload;
        this.recycling = recycling;
        this.scaling = scaling;
        this.drains = drains;
        this.ending = ending;
    }

    /** Replaces all workers, one slot at a time. */
    public CompletableFuture<ReloadOutcome> requestReload() {
        CompletableFuture<ReloadOutcome> outcome = new CompletableFuture<>();
        if (ending.ended().isDone()) {
            outcome.complete(new ReloadOutcome(0, ENDED));
            return outcome;
        }
        loop.execute(() -> {
            if (!isStartedHere) {
                outcome.complete(new ReloadOutcome(0, NOTHING_STARTED_HERE));
            } else if (ending.hasBegun()) {
                outcome.complete(new ReloadOutcome(0, ClusterEnding.WHY));
            } else if (recycling.isUnderWay()) {
                // In a moment: the new worker that is being started would be of the old generation.
                loop.schedule(() -> requestReload().thenAccept(outcome::complete), RETRY_MS, TimeUnit.MILLISECONDS);
            } else {
                reload.begin().thenAccept(outcome::complete);
            }
        });
        return outcome;
    }

    /**
     * Changes how many workers there are.
     *
     * @param count how many, or how many more or fewer
     * @param relative whether count is a difference
     */
    public CompletableFuture<ScaleOutcome> requestScale(int count, boolean relative) {
        CompletableFuture<ScaleOutcome> outcome = new CompletableFuture<>();
        if (ending.ended().isDone()) {
            outcome.complete(new ScaleOutcome(0, ENDED));
            return outcome;
        }
        loop.execute(() -> outcome.complete(scale(count, relative)));
        return outcome;
    }

    private ScaleOutcome scale(int count, boolean relative) {
        int now = workers.slots().size();
        if (!isStartedHere) {
            return new ScaleOutcome(now, NOTHING_STARTED_HERE);
        }
        if (ending.hasBegun()) {
            return new ScaleOutcome(now, ClusterEnding.WHY);
        }
        if (reload.isUnderWay() || recycling.isUnderWay()) {
            return new ScaleOutcome(now, "workers are being replaced");
        }
        return scaling.scaleTo(relative ? now + count : count);
    }

    /** Drains the worker of a slot, which another follows; done with why that can't be, or with null. */
    public CompletableFuture<@Nullable String> requestDrain(int slot) {
        CompletableFuture<@Nullable String> outcome = new CompletableFuture<>();
        loop.execute(() -> {
            WorkerHandle worker = workers.slots().stream()
                    .filter(candidate -> candidate.index() == slot)
                    .map(Slot::current)
                    .findFirst()
                    .orElse(null);
            if (worker == null || !worker.is(WorkerState.READY)) {
                outcome.complete("slot: " + slot + " (expected: one with a ready worker)");
            } else {
                drains.begin(worker, "as asked");
                outcome.complete(null);
            }
        });
        return outcome;
    }
}
