/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.events.ClusterEvent.ReloadFailed;
import io.drover.balancer.events.ClusterEvent.ReloadFinished;
import io.drover.balancer.events.ClusterEvent.ReloadStarted;
import io.drover.balancer.events.ClusterListener;
import io.drover.core.lifecycle.WorkerState;
import io.drover.core.time.NanoClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Replaces every worker by one of the next generation, one slot at a time: the new one must be ready before the old one
 * gets no more connections, and the old one must be gone before the next slot's turn. If a new worker fails, the reload
 * ends there, and what has not been replaced serves on.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class RollingReload {
    private final Supervisor supervisor;
    private final WorkerTable workers;
    private final ClusterListener events;
    private final NanoClock clock;
    private @Nullable Run run;
    private int lastGeneration = 1;

    /** A reload under way. */
    private static final class Run {
        final int generation;
        final long startedNs;
        final Queue<Slot> toDo;
        final CompletableFuture<ReloadOutcome> outcome = new CompletableFuture<>();

        @Nullable
        WorkerHandle replacement;

        @Nullable
        WorkerHandle retiring;

        int replacedCount;

        Run(int generation, long startedNs, List<Slot> slots) {
            this.generation = generation;
            this.startedNs = startedNs;
            this.toDo = new ArrayDeque<>(slots);
        }
    }

    RollingReload(Supervisor supervisor, WorkerTable workers, ClusterListener events, NanoClock clock) {
        this.supervisor = supervisor;
        this.workers = workers;
        this.events = events;
        this.clock = clock;
    }

    CompletableFuture<ReloadOutcome> begin() {
        int generation = lastGeneration + 1;
        if (run != null) {
            return refuse(generation, "a reload to generation " + run.generation + " is under way");
        }
        if (!workers.everySlotIsInRotation() && !supervisor.isSettled()) {
            return refuse(generation, "the cluster is still starting");
        }
        Run begun = new Run(generation, clock.nanoTime(), workers.slots());
        run = begun;
        lastGeneration = generation;
        events.onEvent(new ReloadStarted(generation));
        advance();
        return begun.outcome;
    }

    private CompletableFuture<ReloadOutcome> refuse(int generation, String why) {
        events.onEvent(new ReloadFailed(generation, 0, why, List.of()));
        return CompletableFuture.completedFuture(new ReloadOutcome(generation, why));
    }

    /** Takes the next step where it is due. */
    void advance() {
        Run now = run;
        if (now == null || now.replacement != null) {
            return;
        }
        if (now.retiring != null && !now.retiring.is(WorkerState.EXITED)) {
            return;
        }
        now.retiring = null;
        Slot next = now.toDo.poll();
        if (next == null) {
            run = null;
            events.onEvent(new ReloadFinished(now.generation, Duration.ofNanos(clock.nanoTime() - now.startedNs)));
            now.outcome.complete(new ReloadOutcome(now.generation, null));
            return;
        }
        try {
            now.replacement = supervisor.startReplacement(next, now.generation);
        } catch (IOException e) {
            fail("slot " + next.index() + ": no process could be started: " + e.getMessage(), List.of());
        }
    }

    /** A worker has become ready; returns whether it was the one waited for. */
    boolean onReady(WorkerHandle worker) {
        Run now = run;
        if (now == null || worker != now.replacement) {
            return false;
        }
        Slot slot = workers.slotOf(worker);
        WorkerHandle old = slot.current();
        slot.promote();
        slot.generation(now.generation);
        slot.revive();
        now.replacement = null;
        now.replacedCount++;
        now.retiring = old;
        if (old != null) {
            supervisor.drain(old, "replaced by worker " + worker.workerId());
        }
        return true;
    }

    /** A worker has ended; if it was the replacement, so has the reload. */
    void onExit(WorkerHandle worker, String why) {
        if (run != null && worker == run.replacement) {
            fail(why, worker.output().lastLines());
        }
    }

    private void fail(String why, List<String> lastLines) {
        Run failed = run;
        if (failed != null) {
            events.onEvent(new ReloadFailed(failed.generation, failed.replacedCount, why, lastLines));
            abandon(why);
        }
    }

    /** Gives the reload up without a word: what ends it says so itself. */
    void abandon(String why) {
        Run given = run;
        if (given != null) {
            run = null;
            given.outcome.complete(new ReloadOutcome(given.generation, why));
        }
    }
}
