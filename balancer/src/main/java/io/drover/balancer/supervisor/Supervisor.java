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
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
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
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(Supervisor.class);

    static final int TICK_MS = 100;

    /** A process that dies closes its connections first and is reaped a moment later. */
    private static final int SESSION_GRACE_MS = 1000;

    private final ClusterConfig config;
    private final EventLoop loop;
    private final WorkerFactory factory;
    private final Forwarding forwarding;
    private final ListenerTable listeners;
    private final Acceptors acceptors;
    private final ClusterListener events;
    private final NanoClock clock;
    private final long startedNs;

    private final WorkerTable workers = new WorkerTable();
    private final WorkerTimeouts timeouts;
    private final StalledWorkers stalled;
    private final SlotRestarts restarts;
    private final RollingReload reload;
    private final CompletableFuture<ClusterEnd> ended = new CompletableFuture<>();

    private boolean settled;
    private boolean listenersClosed;
    private long endingSinceNs;
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
        this.stalled =
                new StalledWorkers(workers, forwarding, events, config.life().intakeTimeout(), TICK_MS);
        this.restarts = new SlotRestarts(this, workers, events, clock);
        this.reload = new RollingReload(this, workers, events, clock);
    }

    /** Returns what is to be told of the workers' messages. */
    public SessionEvents sessionEvents() {
        ClusterConfig.Life life = config.life();
        // Twice at least while a stalled intake is looked at, to tell a process that stands still from one that is
        // busy.
        long fastestMs = Math.min(
                life.heartbeatTimeout().toMillis() / 5, life.intakeTimeout().toMillis() / 2);
        long heartbeatMs = Math.max(TICK_MS, Math.min(1000, fastestMs));
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
        if (ended.isDone()) {
            outcome.complete(new ReloadOutcome(0, "the cluster has ended"));
            return outcome;
        }
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
        if (ended.isDone()) {
            return;
        }
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
        try {
            doWhatIsDue();
        } catch (RuntimeException e) {
            // An exception would end the timer, and with it all supervision.
            LOG.error("supervision: a step failed, going on", e);
        }
    }

    private void doWhatIsDue() {
        long nowNs = clock.nanoTime();
        workers.live().forEach(worker -> {
            timeouts.check(worker, nowNs);
            stalled.check(worker);
        });
        if (ending == null) {
            restarts.startDue(nowNs);
            reload.advance();
        }
    }

    /** Starts the worker that is to follow a slot's own. */
    WorkerHandle startReplacement(Slot slot, int generation) throws IOException {
        WorkerHandle worker = start(slot, generation);
        slot.replaceBy(worker);
        return worker;
    }

    /** Starts a worker for a slot. */
    WorkerHandle start(Slot slot, int generation) throws IOException {
        WorkerHandle worker = factory.start(slot.index(), slot.current() != null, generation, clock.nanoTime());
        workers.add(worker);
        worker.whenEnded(
                () -> loop.execute(() -> onGone(worker)), status -> loop.execute(() -> onExit(worker, status)));
        events.onEvent(new WorkerStarted(worker.name()));
        return worker;
    }

    /** Tells whether a worker may have listeners: not when it, or the whole cluster, is about to end. */
    boolean mayListen(WorkerHandle worker) {
        return ending == null && worker.state().canBecome(WorkerState.DRAINING);
    }

    void onReady(WorkerHandle worker) {
        if (!worker.is(WorkerState.STARTING)) {
            return;
        }
        worker.becomeReady();
        restarts.onReady();
        Duration age = Duration.ofNanos(worker.ageNs(clock.nanoTime()));
        forwarding.publish(workers.directory(), () -> onInRotation(worker, age));
    }

    /**
     * The acceptors know of it. It is told only now, so that whoever reads of it and connects finds the worker in
     * rotation; and no old one has to go before.
     */
    private void onInRotation(WorkerHandle worker, Duration age) {
        if (!worker.is(WorkerState.READY)) {
            return;
        }
        worker.becomeInRotation();
        events.onEvent(new WorkerReady(worker.name(), age));
        reload.onReady(worker);
        if (!settled && workers.everySlotIsInRotation()) {
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
        if (worker.isUnaware()) {
            // Its application ends by no other way than a signal.
            worker.terminate();
        }
    }

    /** Mostly the first sign that a worker has died, so what it has not read is taken back without waiting for more. */
    void onSessionClosed(WorkerHandle worker) {
        if (!worker.state().canBecome(WorkerState.DRAINING)) {
            return;
        }
        worker.sessionLost();
        worker.becomeDraining(clock.nanoTime());
        publish();
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

    /** Takes a worker out of rotation, takes back what it has not read, and has it finish the rest. */
    void drain(WorkerHandle worker, String why) {
        if (!worker.state().canBecome(WorkerState.DRAINING)) {
            return;
        }
        // At the end of the cluster all share one deadline, which began with the order to stop.
        worker.becomeDraining(ending == null ? clock.nanoTime() : endingSinceNs);
        events.onEvent(new WorkerDraining(worker.name(), why));
        publish();
        Runnable order = () -> {
            if (worker.hasSession()) {
                worker.send(new Drain(drainTimeoutOfWorkerMs(worker)));
            } else {
                worker.terminate();
            }
        };
        if (ending == null) {
            forwarding.withdraw(worker.load(), order);
        } else {
            forwarding.dismiss(worker.load(), order);
        }
    }

    /** A little less than is left of the whole: the JVM must end in time too. */
    private int drainTimeoutOfWorkerMs(WorkerHandle worker) {
        long wholeMs = config.life().drainTimeout().toMillis();
        long leftMs = wholeMs - TimeUnit.NANOSECONDS.toMillis(worker.drainingForNs(clock.nanoTime()));
        return (int) Math.max(0, leftMs - Math.min(1000, wholeMs / 5));
    }

    /** A part of the drain timeout, so that the workers have the rest for what they are given. */
    private int queueGraceMs() {
        return (int) config.life().drainTimeout().toMillis() / 4;
    }

    /** The process is gone: first of all, its connections that it has not read. */
    private void onGone(WorkerHandle worker) {
        worker.becomeExited();
        publish();
        forwarding.withdraw(worker.load(), () -> factory.release(worker));
    }

    private void onExit(WorkerHandle worker, ExitStatus status) {
        boolean expected = ending != null || worker.wasMeantToEnd(status);
        String how = worker.explain(status);
        workers.remove(worker);
        events.onEvent(new WorkerExited(worker.name(), how, expected));
        if (ending == null) {
            slotLost(worker, how, expected);
        }
        completeIfOver();
    }

    private void slotLost(WorkerHandle worker, String how, boolean expected) {
        Slot slot = workers.slotOf(worker);
        String why = "worker " + worker.workerId() + " died: " + how;
        List<String> lastLines = worker.output().lastLines();
        if (worker == slot.replacement()) {
            slot.dropReplacement();
            reload.onExit(worker, why);
            restarts.endIfNothingIsLeft(new ClusterEnd("slot " + slot.index() + ": " + why, lastLines));
        } else if (worker == slot.current()) {
            slot.vacate(clock.nanoTime());
            if (!expected) {
                restarts.onCrash(slot, why, lastLines);
            }
        }
    }

    private void publish() {
        forwarding.publish(workers.directory(), () -> {});
    }

    /** Ends the cluster; the first reason stays. */
    void end(String why, ClusterEnd with) {
        if (ending != null) {
            return;
        }
        ending = with;
        endingSinceNs = clock.nanoTime();
        events.onEvent(new ClusterStopping(why));
        reload.abandon("the cluster is stopping");
        // First what the kernel has queued goes to workers, then nobody can connect, then they drain.
        acceptors.requestStop(queueGraceMs()).thenRun(() -> loop.execute(this::drainAll));
    }

    private void drainAll() {
        listeners.closeAll();
        listenersClosed = true;
        workers.live().forEach(worker -> drain(worker, "the cluster is stopping"));
        completeIfOver();
    }

    private void completeIfOver() {
        if (ending != null && listenersClosed && workers.live().isEmpty()) {
            ended.complete(ending);
        }
    }
}
