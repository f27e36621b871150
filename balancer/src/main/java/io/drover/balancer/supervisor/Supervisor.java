/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.control.SessionEvents;
import io.drover.balancer.dispatch.Forwarding;
import io.drover.balancer.events.ClusterEvent.ClusterReady;
import io.drover.balancer.events.ClusterEvent.ClusterStarting;
import io.drover.balancer.events.ClusterEvent.ClusterStopping;
import io.drover.balancer.events.ClusterEvent.RestartScheduled;
import io.drover.balancer.events.ClusterEvent.SlotGivenUp;
import io.drover.balancer.events.ClusterEvent.WorkerDraining;
import io.drover.balancer.events.ClusterEvent.WorkerExited;
import io.drover.balancer.events.ClusterEvent.WorkerReady;
import io.drover.balancer.events.ClusterEvent.WorkerStarted;
import io.drover.balancer.events.ClusterListener;
import io.drover.balancer.listener.Acceptors;
import io.drover.balancer.listener.ListenerTable;
import io.drover.core.config.ClusterConfig;
import io.drover.core.control.ControlFrameLayout;
import io.drover.core.control.ControlMessage.Drain;
import io.drover.core.control.ControlMessage.Welcome;
import io.drover.core.lifecycle.WorkerState;
import io.drover.core.time.NanoClock;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every slot filled with a ready worker, and ends them all when it is over.
 *
 * <p>What happens is told to it ({@code on…}), what is due by time it finds out in {@link #tick}: time out, restart,
 * advance the reload.
 *
 * <p>Threading: owned by the supervisor thread; safe from any thread: {@code request…} and {@link #ended}.
 */
public final class Supervisor {
    static final int TICK_MS = 100;

    private final ClusterConfig config;
    private final EventLoop loop;
    private final WorkerFactory factory;
    private final Forwarding forwarding;
    private final ListenerTable listeners;
    private final Acceptors acceptors;
    private final ClusterListener events;
    private final NanoClock clock;
    private final long startedNs;
    private final int maxConcurrentStarts = Runtime.getRuntime().availableProcessors();

    private final WorkerTable workers = new WorkerTable();
    private final WorkerTimeouts timeouts;
    private final RollingReload reload;
    private final CompletableFuture<ClusterEnd> ended = new CompletableFuture<>();

    private boolean everReady;
    private boolean settled;
    private @Nullable ClusterEnd ending;

    public Supervisor(
            ClusterConfig config,
            EventLoop loop,
            WorkerFactory factory,
            Forwarding forwarding,
            ListenerTable listeners,
            Acceptors acceptors,
            ClusterListener events,
            NanoClock clock) {
        this.config = config;
        this.loop = loop;
        this.factory = factory;
        this.forwarding = forwarding;
        this.listeners = listeners;
        this.acceptors = acceptors;
        this.events = events;
        this.clock = clock;
        this.startedNs = clock.nanoTime();
        this.timeouts = new WorkerTimeouts(config.life(), TICK_MS, events);
        this.reload = new RollingReload(this, workers, events, clock);
    }

    /** Returns what is to be told of the workers' messages. */
    public SessionEvents sessionEvents() {
        ClusterConfig.Life life = config.life();
        long heartbeatMs =
                Math.max(TICK_MS, Math.min(1000, life.heartbeatTimeout().toMillis() / 5));
        Welcome welcome = new Welcome(ControlFrameLayout.PROTOCOL_VERSION, life.waitReady(), (int) heartbeatMs, (int)
                life.drainTimeout().toMillis());
        return new WorkerRequests(workers, welcome, listeners, acceptors, forwarding, events, this);
    }

    /**
     * Starts the workers.
     *
     * @param name of the cluster
     */
    public void requestStart(String name) {
        loop.execute(() -> {
            events.onEvent(new ClusterStarting(
                    name,
                    String.valueOf(config.backend().getFileName()),
                    config.workers(),
                    config.policy(),
                    config.forward().key(),
                    ProcessHandle.current().pid()));
            SplittableRandom random = new SplittableRandom();
            for (int index = 0; index < config.workers(); index++) {
                RestartBackoff backoff = new RestartBackoff(
                        config.life().maxRestarts(), config.life().restartWindow(), random.split());
                workers.addSlot(new Slot(index, backoff, clock.nanoTime()));
            }
            loop.scheduleWithFixedDelay(this::tick, 0, TICK_MS, TimeUnit.MILLISECONDS);
        });
    }

    /** Replaces all workers, one slot at a time. */
    public CompletableFuture<ReloadOutcome> requestReload() {
        CompletableFuture<ReloadOutcome> outcome = new CompletableFuture<>();
        loop.execute(() -> {
            if (ending != null) {
                outcome.complete(new ReloadOutcome(0, "the cluster is stopping"));
            } else {
                reload.begin().thenAccept(outcome::complete);
            }
        });
        return outcome;
    }

    /** Drains all workers and ends. */
    public void requestStop(String why) {
        if (!ended.isDone()) {
            loop.execute(() -> end(why, new ClusterEnd(null, List.of())));
        }
    }

    /** Kills all workers and ends. */
    public void requestKill(String why) {
        loop.execute(() -> {
            end(why, new ClusterEnd(null, List.of()));
            workers.live().forEach(worker -> worker.kill(why));
        });
    }

    /** Done when every worker is gone. */
    public CompletableFuture<ClusterEnd> ended() {
        return ended.copy();
    }

    /** Does what is due by now. */
    private void tick() {
        long nowNs = clock.nanoTime();
        workers.live().forEach(worker -> timeouts.check(worker, nowNs));
        if (ending == null) {
            restart(nowNs);
            reload.advance();
        }
    }

    private void restart(long nowNs) {
        for (Slot slot : workers.slots()) {
            if (slot.replacement() == null
                    && slot.mayStart(nowNs)
                    && workers.count(WorkerState.STARTING) < maxConcurrentStarts) {
                WorkerHandle worker = start(slot, slot.generation());
                if (worker != null) {
                    slot.took(worker);
                }
            }
        }
    }

    /** Starts the worker that is to follow a slot's own; null when the system can't. */
    @Nullable
    WorkerHandle startReplacement(Slot slot, int generation) {
        WorkerHandle worker = start(slot, generation);
        if (worker == null) {
            reload.fail("slot " + slot.index() + ": no process could be started", List.of());
        } else {
            slot.replaceBy(worker);
        }
        return worker;
    }

    private @Nullable WorkerHandle start(Slot slot, int generation) {
        try {
            WorkerHandle worker = factory.start(slot.index(), generation, clock.nanoTime());
            workers.add(worker);
            worker.whenEnded(status -> loop.execute(() -> onExit(worker, status)));
            events.onEvent(new WorkerStarted(worker.name()));
            return worker;
        } catch (IOException e) {
            crashed(slot, "its process could not be started: " + e.getMessage(), List.of());
            return null;
        }
    }

    void onReady(WorkerHandle worker) {
        if (!worker.is(WorkerState.STARTING)) {
            return;
        }
        worker.becomeReady();
        everReady = true;
        events.onEvent(new WorkerReady(worker.name(), Duration.ofNanos(worker.ageNs(clock.nanoTime()))));
        reload.onReady(worker);
        publish();
        if (!settled && workers.everySlotIsReady()) {
            settled = true;
            events.onEvent(new ClusterReady(workers.slots().size(), Duration.ofNanos(clock.nanoTime() - startedNs)));
        }
    }

    /** Tells whether every slot has had a ready worker. */
    boolean isSettled() {
        return settled;
    }

    void onLeaving(WorkerHandle worker) {
        worker.leavesByItself();
        drain(worker, "it is ending by itself");
    }

    void onDrained(WorkerHandle worker) {
        worker.drained(clock.nanoTime());
    }

    void onSessionClosed(WorkerHandle worker) {
        if (!worker.is(WorkerState.DRAINING)) {
            worker.failWith("closed its control connection");
            drain(worker, "its control connection has ended");
        }
    }

    /** Takes a worker out of rotation, takes back what it has not read, and has it finish the rest. */
    void drain(WorkerHandle worker, String why) {
        if (!worker.state().canBecome(WorkerState.DRAINING)) {
            return;
        }
        worker.becomeDraining(clock.nanoTime());
        events.onEvent(new WorkerDraining(worker.name(), why));
        publish();
        forwarding.withdraw(worker.load(), () -> {
            if (worker.hasSession()) {
                worker.send(new Drain(drainTimeoutOfWorkerMs()));
            } else {
                worker.terminate();
            }
        });
    }

    /** A little less than the whole: the JVM must end in time too. */
    private int drainTimeoutOfWorkerMs() {
        long wholeMs = config.life().drainTimeout().toMillis();
        return (int) (wholeMs - Math.min(1000, wholeMs / 5));
    }

    private void onExit(WorkerHandle worker, ExitStatus status) {
        boolean expected = ending != null || worker.isExpectedToEnd(status);
        String why = worker.explain(status);
        worker.become(WorkerState.EXITED);
        workers.remove(worker);
        publish();
        forwarding.withdraw(worker.load(), () -> factory.release(worker));
        events.onEvent(new WorkerExited(worker.name(), why, expected));
        if (ending == null) {
            replace(worker, why, expected);
        }
        if (ending != null && workers.live().isEmpty()) {
            ended.complete(ending);
        }
    }

    private void replace(WorkerHandle worker, String why, boolean expected) {
        Slot slot = workers.slotOf(worker);
        if (worker == slot.replacement()) {
            slot.dropReplacement();
            reload.onExit(worker, why);
        } else if (worker == slot.current()) {
            slot.vacate(clock.nanoTime());
            if (!expected) {
                crashed(
                        slot,
                        "worker " + worker.workerId() + " died: " + why,
                        worker.output().lastLines());
            }
        }
    }

    private void crashed(Slot slot, String why, List<String> lastLines) {
        if (!everReady) {
            // An app that can't even start once is broken or set up wrongly: no restart would mend it.
            end("the application does not start", new ClusterEnd("slot " + slot.index() + ": " + why, lastLines));
            return;
        }
        long nowNs = clock.nanoTime();
        RestartBackoff backoff = slot.backoff();
        backoff.crashed(nowNs);
        if (backoff.isExhausted()) {
            slot.giveUp();
            events.onEvent(new SlotGivenUp(slot.index(), why, lastLines));
            if (workers.isEverySlotGivenUp()) {
                end("no worker is left", new ClusterEnd("slot " + slot.index() + ": " + why, lastLines));
            }
            return;
        }
        Duration delay = backoff.delay();
        slot.vacate(nowNs + delay.toNanos());
        events.onEvent(new RestartScheduled(slot.index(), delay, backoff.crashes()));
    }

    private void publish() {
        forwarding.publish(workers.directory());
    }

    private void end(String why, ClusterEnd with) {
        if (ending != null) {
            return;
        }
        ending = with;
        events.onEvent(new ClusterStopping(why));
        reload.fail("the cluster is stopping", List.of());
        // First what the kernel has queued goes to workers, then nobody can connect, then they drain.
        acceptors
                .requestStop()
                .thenRun(() -> loop.execute(() -> {
                    listeners.closeAll();
                    workers.live().forEach(worker -> drain(worker, "the cluster is stopping"));
                    if (workers.live().isEmpty()) {
                        ended.complete(with);
                    }
                }));
    }
}
