/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.control.SessionEvents;
import io.drover.balancer.dispatch.Forwarding;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.events.ClusterEvent.ClusterReady;
import io.drover.balancer.events.ClusterEvent.ClusterStarting;
import io.drover.balancer.events.ClusterEvent.WorkerExited;
import io.drover.balancer.events.ClusterEvent.WorkerReady;
import io.drover.balancer.events.ClusterEvent.WorkerStarted;
import io.drover.balancer.events.ClusterListener;
import io.drover.balancer.listener.Acceptors;
import io.drover.balancer.listener.ListenerTable;
import io.drover.core.config.Backend;
import io.drover.core.config.ClusterConfig;
import io.drover.core.control.ControlFrameLayout;
import io.drover.core.control.ControlMessage.Welcome;
import io.drover.core.lifecycle.WorkerState;
import io.drover.core.time.NanoClock;
import io.netty.channel.EventLoop;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private final WorkerRequests requests;
    private final RollingReload reload;
    private final Recycling recycling;
    private final SlowStart slowStart;
    private final Rebalancing rebalancing;
    private final OperatorRequests operatorRequests;
    private final ClusterEnding ending;
    private final WorkerDrains drains;
    private final @Nullable Probes probes;
    private final Strangers strangers = new Strangers(this::onReady);
    private final SplittableRandom random = new SplittableRandom();

    private final CompletableFuture<ClusterEnd> ended;

    private boolean settled;

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
        HangDiagnosis diagnosis =
                new HangDiagnosis(config.logDirectory(), config.jvm().flightRecording(), events);
        UnsharedPorts unshared = new UnsharedPorts(config.listen());
        this.timeouts = new WorkerTimeouts(config.life(), unshared, diagnosis, TICK_MS, events);
        this.stalled =
                new StalledWorkers(workers, forwarding, events, config.life().intakeTimeout(), TICK_MS);
        this.restarts = new SlotRestarts(
                this, workers, unshared, events, clock, config.life().keepListening());
        this.reload = new RollingReload(this, workers, events, clock, config);
        this.recycling = new Recycling(config.recycling(), this, workers, events, startedNs);
        this.slowStart = new SlowStart(config.queueing().slowStart());
        this.rebalancing = new Rebalancing(config.queueing(), workers, events);
        int drainTimeoutMs = (int) config.life().drainTimeout().toMillis();
        // A part of the drain timeout, so that the workers have the rest for what they are given.
        this.ending = new ClusterEnding(loop, acceptors, listeners, workers, events, clock, drainTimeoutMs / 4);
        this.drains = new WorkerDrains(loop, workers, forwarding, ending, events, clock, drainTimeoutMs);
        this.requests = requests();
        Scaling scaling = new Scaling(this, workers, this::newSlot, events, clock);
        this.operatorRequests = new OperatorRequests(
                config.backend().isStartedHere(), loop, workers, reload, recycling, scaling, drains, ending);
        this.ended = ending.ended().thenCompose(end -> factory.close().thenApplyAsync(nothing -> end, loop));
        String probe = config.reload().probe();
        this.probes = probe == null ? null : new Probes(probe, forwarding, loop, this::onProven, timeouts::kill);
    }

    private WorkerRequests requests() {
        ClusterConfig.Life life = config.life();
        // Twice at least while a stalled intake is looked at, to tell a process that stands still from one that is
        // busy.
        long fastestMs = Math.min(
                life.heartbeatTimeout().toMillis() / 5, life.intakeTimeout().toMillis() / 2);
        long heartbeatMs = Math.max(TICK_MS, Math.min(1000, fastestMs));
        Welcome welcome = new Welcome(ControlFrameLayout.PROTOCOL_VERSION, life.waitReady(), (int) heartbeatMs, (int)
                life.drainTimeout().toMillis());
        return new WorkerRequests(workers, welcome, listeners, acceptors, forwarding, events, this, loop);
    }

    /** Returns what is to be told of the workers' messages. */
    public SessionEvents sessionEvents() {
        return requests;
    }

    /** Returns what operators may ask for. */
    public OperatorRequests operatorRequests() {
        return operatorRequests;
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
                    backendLabel(),
                    slotCount(),
                    config.policy(),
                    config.forward().key(),
                    ProcessHandle.current().pid()));
            forwarding.begin();
            openPublicListeners();
            for (int index = 0; index < slotCount(); index++) {
                workers.addSlot(newSlot(index));
            }
            loop.scheduleWithFixedDelay(this::tick, 0, TICK_MS, TimeUnit.MILLISECONDS);
        });
    }

    /** A Java application says itself what it listens on; what the user names only restricts it. */
    private void openPublicListeners() {
        String failure = config.backend() instanceof Backend.Jar
                ? listeners.unknownHost()
                : new PublicListeners(listeners, acceptors, forwarding, events).open(config.listen());
        if (failure != null) {
            end(failure, new ClusterEnd(failure, List.of()));
        }
    }

    private String backendLabel() {
        if (config.backend() instanceof Backend.Upstreams upstreams) {
            int count = upstreams.all().size();
            return count + (count == 1 ? " upstream" : " upstreams");
        }
        return config.backend().label();
    }

    private int slotCount() {
        return config.backend().isStartedHere() ? config.workers() : 0;
    }

    private Slot newSlot(int index) {
        RestartBackoff backoff =
                new RestartBackoff(config.life().maxRestarts(), config.life().restartWindow(), random.split());
        return new Slot(index, backoff, clock.nanoTime());
    }

    /** Looks at the workers and listeners, on the supervisor thread. */
    public CompletableFuture<ClusterStatus> requestStatus(String name) {
        CompletableFuture<ClusterStatus> status = new CompletableFuture<>();
        loop.execute(() -> status.complete(
                ClusterStatus.of(name, config, workers, forwarding.upstreams(), listeners, clock.nanoTime())));
        return status;
    }

    /** Drains all workers and ends. */
    public void requestStop(String why) {
        if (!ended().isDone()) {
            loop.execute(() -> end(why, new ClusterEnd(null, List.of())));
        }
    }

    /** Kills all workers and ends. */
    public void requestKill(String why) {
        if (ended().isDone()) {
            return;
        }
        loop.execute(() -> {
            end(why, new ClusterEnd(null, List.of()));
            workers.live().forEach(worker -> worker.kill(why));
        });
    }

    /** Done when every worker is gone, and nothing is prepared for another. */
    public CompletableFuture<ClusterEnd> ended() {
        return ended.copy();
    }

    /** Does what is due by now. */
    private void tick() {
        try {
            doWhatIsDue();
        } catch (RuntimeException | OutOfMemoryError e) {
            // Also a thread that the system does not have is an error of memory. It would end the timer, and with it
            // all supervision.
            LOG.error("supervision: a step failed, going on", e);
        }
    }

    private void doWhatIsDue() {
        long nowNs = clock.nanoTime();
        workers.live().forEach(worker -> {
            timeouts.check(worker, nowNs);
            strangers.check(worker);
            if (!ending.hasBegun()) {
                stalled.check(worker);
            }
            slowStart.advance(worker, nowNs);
        });
        if (!ending.hasBegun()) {
            startDue(nowNs);
            if (!reload.isUnderWay()) {
                recycling.advance(nowNs);
            }
            rebalancing.advance(nowNs);
            if (workers.everySlotIsInRotation()) {
                requests.closeUnused(TICK_MS);
            }
        }
    }

    private void startDue(long nowNs) {
        restarts.startDue(nowNs);
        reload.advance();
    }

    /** Tells whether workers of a generation can be started; where they can't yet, it is asked again when they can. */
    boolean isPrepared(int generation) {
        return factory.prepare(
                generation,
                () -> loop.execute(() -> {
                    if (!ending.hasBegun()) {
                        startDue(clock.nanoTime());
                    }
                }));
    }

    /** Starts the worker that is to follow a slot's own. */
    WorkerHandle startReplacement(Slot slot, int generation) throws IOException {
        WorkerHandle worker = start(slot, generation);
        slot.replaceBy(worker);
        return worker;
    }

    /** The worker that was started to follow a slot's own has the slot now; the one before drains, and is returned. */
    @Nullable
    WorkerHandle promote(WorkerHandle replacement) {
        Slot slot = workers.slotOf(replacement);
        WorkerHandle old = slot.current();
        slot.promote();
        if (old != null) {
            drain(old, "replaced by worker " + replacement.workerId());
        }
        return old;
    }

    /** Starts a worker for a slot. */
    WorkerHandle start(Slot slot, int generation) throws IOException {
        WorkerHandle worker = factory.start(slot.index(), slot.current() != null, generation, clock.nanoTime());
        workers.add(worker);
        if (worker.isStranger()) {
            forwarding.reach(worker.load(), worker.port(), worker.name().pid());
        }
        worker.whenEnded(
                () -> loop.execute(() -> onGone(worker)), status -> loop.execute(() -> onExit(worker, status)));
        events.onEvent(new WorkerStarted(worker.name()));
        return worker;
    }

    /** Tells whether a worker may have listeners: not when it, or the whole cluster, is about to end. */
    boolean mayListen(WorkerHandle worker) {
        return !ending.hasBegun() && worker.state().canBecome(WorkerState.DRAINING);
    }

    void onReady(WorkerHandle worker) {
        if (worker.is(WorkerState.STARTING)
                && !factory.recordClassData(worker, () -> loop.execute(() -> enterRotation(worker)))) {
            enterRotation(worker);
        }
    }

    private void enterRotation(WorkerHandle worker) {
        if (!worker.is(WorkerState.STARTING)) {
            return;
        }
        if (probes == null) {
            onProven(worker);
        } else if (!worker.beginProof()) {
            probes.begin(worker);
        }
    }

    private void onProven(WorkerHandle worker) {
        worker.becomeReady();
        restarts.onReady();
        if (worker.isStranger()) {
            forwarding.runsAs(worker.load(), worker.name().pid(), worker.listening());
        }
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
        slowStart.begin(worker, clock.nanoTime());
        worker.becomeInRotation();
        events.onEvent(new WorkerReady(worker.name(), age));
        reload.onReady(worker);
        recycling.onReady(worker);
        rebalancing.onReady(worker, clock.nanoTime());
        if (!settled && workers.everySlotIsInRotation()) {
            settled = true;
            events.onEvent(new ClusterReady(workers.slots().size(), Duration.ofNanos(clock.nanoTime() - startedNs)));
        }
    }

    /** Tells whether every slot has had a ready worker. */
    boolean isSettled() {
        return settled;
    }

    /** Returns who is to get an idle connection of a worker that serves on, or null for whom the policy chooses. */
    @Nullable
    WorkerLoad recipientOfIdle(WorkerHandle giver) {
        return giver.is(WorkerState.READY) ? rebalancing.recipient() : null;
    }

    void onLeaving(WorkerHandle worker) {
        worker.leavesByItself();
        drains.begin(worker, "it is ending by itself");
    }

    void onDrained(WorkerHandle worker) {
        worker.drained(clock.nanoTime());
        if (worker.isUnaware()) {
            // Its application ends by no other way than a signal.
            worker.terminate();
        }
    }

    void onSessionClosed(WorkerHandle worker) {
        drains.onSessionClosed(worker);
    }

    /** Takes a worker out of rotation, takes back what it has not read, and has it finish the rest. */
    void drain(WorkerHandle worker, String why) {
        drains.begin(worker, why);
    }

    /** The process is gone: first of all, its connections that it has not read. */
    private void onGone(WorkerHandle worker) {
        worker.becomeExited();
        forwarding.publish(workers.directory());
        forwarding.withdraw(worker.load(), () -> factory.release(worker));
    }

    private void onExit(WorkerHandle worker, ExitStatus status) {
        boolean expected = ending.hasBegun() || worker.wasMeantToEnd(status);
        String how = worker.explain(status);
        workers.remove(worker);
        releaseUnusedGenerations();
        events.onEvent(new WorkerExited(worker.name(), how, expected));
        if (!ending.hasBegun()) {
            slotLost(worker, how, expected);
        }
        ending.completeIfOver();
    }

    /** Gives up what is kept of generations that no worker is of, and none will be. */
    void releaseUnusedGenerations() {
        Set<Integer> needed = new HashSet<>(workers.generations());
        needed.addAll(reload.generations());
        factory.retainGenerations(needed);
    }

    private void slotLost(WorkerHandle worker, String how, boolean expected) {
        Slot slot = workers.slotOf(worker);
        String why = "worker " + worker.workerId() + " died: " + how;
        List<String> lastLines = worker.output().lastLines();
        if (worker == slot.replacement()) {
            slot.dropReplacement();
            recycling.onExit(worker, clock.nanoTime());
            reload.onExit(worker, why);
            restarts.endIfNothingIsLeft(new ClusterEnd("slot " + slot.index() + ": " + why, lastLines));
        } else if (worker == slot.current()) {
            slot.vacate(clock.nanoTime());
            if (!expected) {
                restarts.onCrash(slot, why, lastLines);
            }
        }
    }

    /** Ends the cluster; the first reason stays. */
    void end(String why, ClusterEnd with) {
        if (ending.begin(why, with, this::drainAll)) {
            reload.abandon(ClusterEnding.WHY);
            stalled.forgiveAll();
        }
    }

    private void drainAll() {
        workers.live().forEach(worker -> drain(worker, ClusterEnding.WHY));
    }
}
