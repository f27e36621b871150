/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.events.ClusterEvent.CanaryServing;
import io.drover.balancer.events.ClusterEvent.ReloadFailed;
import io.drover.balancer.events.ClusterEvent.ReloadFinished;
import io.drover.balancer.events.ClusterEvent.ReloadRollingBack;
import io.drover.balancer.events.ClusterEvent.ReloadStarted;
import io.drover.balancer.events.ClusterListener;
import io.drover.core.config.Backend;
import io.drover.core.config.BackendJar;
import io.drover.core.config.ClusterConfig;
import io.drover.core.lifecycle.WorkerState;
import io.drover.core.time.NanoClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Replaces every worker by one of the next generation, one slot at a time: the new one must be ready before the old one
 * gets no more connections, and the old one must be gone before the next slot's turn. The first new one is the canary,
 * and may be watched for a while. If a new worker fails before the end, all slots get their old generation back.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class RollingReload {
    private final Supervisor supervisor;
    private final WorkerTable workers;
    private final ClusterListener events;
    private final NanoClock clock;
    private final ClusterConfig config;
    private @Nullable Run run;
    private int lastGeneration = 1;

    /** A reload under way, or on its way back. */
    private static final class Run {
        final int generation;
        final long startedNs;
        final Deque<Slot> toDo;
        final Deque<Slot> done = new ArrayDeque<>();
        final Map<Slot, Integer> generationBefore = new HashMap<>();
        final CompletableFuture<ReloadOutcome> outcome = new CompletableFuture<>();

        @Nullable
        WorkerHandle replacement;

        @Nullable
        WorkerHandle retiring;

        boolean canaryIsWatched;
        long canaryUntilNs;

        /** Why it rolls back; null while it goes forward. */
        @Nullable
        String failure;

        List<String> lastLines = List.of();

        Run(int generation, long startedNs, List<Slot> slots) {
            this.generation = generation;
            this.startedNs = startedNs;
            this.toDo = new ArrayDeque<>(slots);
            slots.forEach(slot -> generationBefore.put(slot, slot.generation()));
        }

        boolean isRollingBack() {
            return failure != null;
        }

        /** Returns what a slot is to get. */
        int generationFor(Slot slot) {
            return isRollingBack() ? generationBefore.getOrDefault(slot, generation) : generation;
        }
    }

    RollingReload(
            Supervisor supervisor, WorkerTable workers, ClusterListener events, NanoClock clock, ClusterConfig config) {
        this.supervisor = supervisor;
        this.workers = workers;
        this.events = events;
        this.clock = clock;
        this.config = config;
    }

    /** Returns the generations that it may still start workers of. */
    Collection<Integer> generations() {
        Run now = run;
        if (now == null) {
            return List.of();
        }
        List<Integer> generations = new ArrayList<>(now.generationBefore.values());
        generations.add(now.generation);
        return generations;
    }

    boolean isUnderWay() {
        return run != null;
    }

    CompletableFuture<ReloadOutcome> begin() {
        int generation = lastGeneration + 1;
        String refusal = refusal();
        if (refusal != null) {
            events.onEvent(new ReloadFailed(generation, 0, refusal, List.of()));
            return CompletableFuture.completedFuture(new ReloadOutcome(generation, refusal));
        }
        Run begun = new Run(generation, clock.nanoTime(), workers.slots());
        run = begun;
        lastGeneration = generation;
        events.onEvent(new ReloadStarted(generation));
        advance();
        return begun.outcome;
    }

    private @Nullable String refusal() {
        if (run != null) {
            return "a reload to generation " + run.generation + " is under way";
        }
        if (!workers.everySlotIsInRotation() && !supervisor.isSettled()) {
            return "the cluster is still starting";
        }
        String expected = config.backend() instanceof Backend.Jar jar ? BackendJar.expectedInstead(jar.path()) : null;
        return expected == null ? null : "backend: " + config.backend() + " (expected: " + expected + ")";
    }

    /** Takes the next step where it is due. */
    void advance() {
        Run now = run;
        if (now == null) {
            return;
        }
        if (now.canaryIsWatched && now.replacement != null) {
            if (clock.nanoTime() - now.canaryUntilNs >= 0) {
                now.canaryIsWatched = false;
                promote(now, now.replacement);
            }
            return;
        }
        if (now.replacement != null || (now.retiring != null && !now.retiring.is(WorkerState.EXITED))) {
            return;
        }
        now.retiring = null;
        Slot next = now.toDo.peek();
        if (next != null && !supervisor.isPrepared(now.generationFor(next))) {
            return;
        }
        now.toDo.poll();
        if (next == null) {
            finish(now);
        } else if (now.isRollingBack() && next.current() == null) {
            // Its worker has died meanwhile: whatever is started there next is of the old generation.
            next.generation(now.generationFor(next));
            next.revive();
        } else {
            start(now, next);
        }
    }

    private void start(Run now, Slot slot) {
        try {
            now.replacement = supervisor.startReplacement(slot, now.generationFor(slot));
        } catch (IOException e) {
            fail("slot " + slot.index() + ": no process could be started: " + e.getMessage(), List.of());
        }
    }

    private void finish(Run now) {
        run = null;
        supervisor.releaseUnusedGenerations();
        if (now.isRollingBack()) {
            events.onEvent(new ReloadFailed(now.generation, 0, String.valueOf(now.failure), now.lastLines));
        } else {
            events.onEvent(new ReloadFinished(now.generation, Duration.ofNanos(clock.nanoTime() - now.startedNs)));
        }
        now.outcome.complete(new ReloadOutcome(now.generation, now.failure));
    }

    /** A worker has become ready; where it is the one waited for, its slot's old one goes. */
    void onReady(WorkerHandle worker) {
        Run now = run;
        if (now == null || worker != now.replacement) {
            return;
        }
        Duration window = config.reload().canaryWindow();
        boolean isCanary = now.done.isEmpty() && !now.isRollingBack();
        if (isCanary && !window.isZero()) {
            now.canaryIsWatched = true;
            now.canaryUntilNs = clock.nanoTime() + window.toNanos();
            events.onEvent(new CanaryServing(worker.name(), window));
        } else {
            promote(now, worker);
        }
    }

    private void promote(Run now, WorkerHandle worker) {
        Slot slot = workers.slotOf(worker);
        slot.generation(worker.generation());
        slot.revive();
        now.replacement = null;
        now.done.push(slot);
        now.retiring = supervisor.promote(worker);
    }

    /** A worker has ended; if the reload had brought it, the reload has failed. */
    void onExit(WorkerHandle worker, String why) {
        Run now = run;
        if (now == null) {
            return;
        }
        boolean isNewInItsSlot = !now.isRollingBack() && worker.generation() == now.generation;
        if (worker == now.replacement || isNewInItsSlot) {
            fail(why, worker.output().lastLines());
        }
    }

    private void fail(String why, List<String> lastLines) {
        Run failed = run;
        if (failed == null) {
            return;
        }
        failed.replacement = null;
        failed.canaryIsWatched = false;
        if (failed.isRollingBack()) {
            events.onEvent(new ReloadFailed(
                    failed.generation, failed.toDo.size() + 1, failed.failure + "; rolling back: " + why, lastLines));
            abandon(String.valueOf(failed.failure));
        } else if (failed.done.isEmpty()) {
            events.onEvent(new ReloadFailed(failed.generation, 0, why, lastLines));
            abandon(why);
        } else {
            events.onEvent(new ReloadRollingBack(failed.generation, failed.done.size(), why, lastLines));
            failed.failure = why;
            failed.lastLines = lastLines;
            failed.toDo.clear();
            failed.toDo.addAll(failed.done);
            failed.done.clear();
        }
    }

    /** Gives the reload up without a word: what ends it says so itself. */
    void abandon(String why) {
        Run given = run;
        if (given != null) {
            run = null;
            supervisor.releaseUnusedGenerations();
            given.outcome.complete(new ReloadOutcome(given.generation, why));
        }
    }
}
