/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.session;

import io.drover.core.control.ControlMessage;
import io.drover.core.control.ControlMessage.AgentFailed;
import io.drover.core.control.ControlMessage.Ready;
import io.drover.core.control.Endpoint;
import io.drover.core.control.WorkerEnvironment;
import io.drover.core.lifecycle.WorkerState;
import io.drover.core.rundir.RunDirectory;
import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.scoreboard.WorkerBlock;
import io.drover.worker.agent.natives.Descriptors;
import io.drover.worker.agent.sockets.Counts;
import io.drover.worker.agent.sockets.Session;
import io.drover.worker.control.PrimaryEvents;
import io.drover.worker.scoreboard.Heartbeat;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The membership of a worker whose application knows nothing of it: joins beside the application's own start, answers
 * for it, and ends it ({@link AgentDrain}).
 *
 * <p>Threading: safe from any thread; what takes time runs on the control thread, or on a thread of its own.
 */
public final class AgentSession implements Session, PrimaryEvents {
    private static final int JOIN_TIMEOUT_S = 30;

    /** For an application that does not listen yet. */
    private static final int OPEN_AFTER_MS = 500;

    private final WorkerEnvironment environment;
    private final Awaited<WayToPrimary> way = new Awaited<>();
    private final PublishedCounts counts = new PublishedCounts();
    private final Awaited<PrimaryConnection> joined = new Awaited<>();
    private final AtomicBoolean ready = new AtomicBoolean();
    private volatile boolean isDraining;
    private @Nullable AgentDrain drain; // guarded by this
    private volatile @Nullable DrainedApplication application;
    private volatile @Nullable WorkerBlock block;

    /** What a drain does to the application. */
    public interface DrainedApplication {
        /** No new connections. */
        void stopAccepting();

        /** Tells whether clients still wait for an answer. */
        boolean hasPendingRequests();
    }

    /** Makes a session that has not joined. */
    public AgentSession(WorkerEnvironment environment) {
        this.environment = environment;
    }

    /** Joins, beside the start of the application, as soon as it is known how. */
    public void joinInBackground() {
        Thread thread = AgentThreads.thread("drover-primary", new Runnable() {
            @Override
            public void run() {
                beMember();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Says how the primary is reached. */
    public void reachBy(WayToPrimary known) {
        way.complete(known);
    }

    /** Names what a drain is done to. */
    public void serve(DrainedApplication drainedApplication) {
        application = drainedApplication;
    }

    /**
     * Shows the primary what this worker does from now on. On the control thread, and later than all that the
     * application's first bind waits for: on newer JDKs to map a file takes as long as the whole of the rest.
     */
    private void openBlock(PrimaryConnection primary) {
        if (block != null) {
            return;
        }
        try {
            WorkerBlock opened = Scoreboard.open(environment.scoreboard()).block(environment.block());
            counts.publishIn(opened);
            block = opened;
            int intervalMs = primary.welcome().heartbeatIntervalMs();
            primary.control()
                    .scheduleAtFixedRate(new Heartbeat(opened, List.of()), 0, intervalMs, TimeUnit.MILLISECONDS);
        } catch (IOException | RuntimeException | LinkageError e) {
            // Without heartbeats the primary replaces it.
            System.err.println("drover: " + environment + " can't show how it is doing: " + e.getMessage());
        }
    }

    private synchronized void publishState() {
        WorkerBlock opened = block;
        if (opened != null) {
            WorkerState served = ready.get() ? WorkerState.READY : WorkerState.STARTING;
            opened.state(isDraining ? WorkerState.DRAINING : served);
        }
    }

    private void beMember() {
        ScheduledExecutorService control = AgentThreads.control();
        PrimaryConnection primary;
        try {
            // Takes long enough to be done beside the rest of the agent's start.
            Descriptors.load(environment.control().resolveSibling(RunDirectory.AGENT_TRANSPORT));
            ByteChannel channel = way.await(JOIN_TIMEOUT_S, "agent").connect(environment.control());
            primary = PrimaryConnection.join(channel, environment, control, this);
        } catch (IOException | RuntimeException | LinkageError e) {
            joined.fail(e);
            System.err.println("drover: " + environment + " can't join the cluster: " + e.getMessage());
            control.shutdown();
            return;
        }
        joined.complete(primary);
        control.schedule(publishing(primary), OPEN_AFTER_MS, TimeUnit.MILLISECONDS);
        primary.readToTheEnd();
    }

    /** Returns the connection to the primary; waits for it where the worker has not joined yet. */
    private PrimaryConnection primary() throws IOException {
        return joined.await(JOIN_TIMEOUT_S, "can't join the cluster");
    }

    @Override
    public Counts counts() {
        return counts;
    }

    private Runnable publishing(PrimaryConnection primary) {
        return new Runnable() {
            @Override
            public void run() {
                openBlock(primary);
                publishState();
            }
        };
    }

    @Override
    public void awaitMembership() throws IOException {
        primary();
    }

    @Override
    public ControlMessage ask(Endpoint endpoint, int index, int backlog, int receiveBufferBytes) throws IOException {
        return primary().ask(endpoint, index, backlog, receiveBufferBytes);
    }

    @Override
    public void send(ControlMessage message) throws IOException {
        primary().send(message);
    }

    /** Tells the primary that the application's sockets are not shared, as soon as that can be said. */
    public void failed(String reason) {
        // Nothing of ours may be usable; without effect where it is.
        reachBy(new ChannelOfJdk());
        Thread thread = AgentThreads.thread("drover-failed", () -> {
            try {
                send(new AgentFailed(reason));
            } catch (IOException e) {
                // Whoever tried to join has said why it can't.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void listening() throws IOException {
        PrimaryConnection primary = primary();
        if (!primary.welcome().waitReady() && ready.compareAndSet(false, true)) {
            primary.send(new Ready());
            primary.control().execute(publishing(primary));
        }
    }

    @Override
    public void onDrain(int timeoutMs, boolean takesBack) {
        AgentDrain beginning = drain();
        if (beginning != null && !isDraining) {
            isDraining = true;
            publishState();
            beginning.begin(timeoutMs);
        }
    }

    @Override
    public void onPrimaryLost() {
        AgentDrain beginning = drain();
        if (beginning != null) {
            onDrain(beginning.endByItself(), false);
        }
    }

    /** Holds the end of the JVM until no client waits for an answer; the application goes on meanwhile. */
    public void leaveOnShutdown() {
        Runtime.getRuntime().addShutdownHook(AgentThreads.thread("drover-leave", new Runnable() {
            @Override
            public void run() {
                AgentDrain leaving = drain();
                if (leaving != null) {
                    leaving.leave();
                }
            }
        }));
    }

    /** Returns how this worker ends; null where it has not joined. */
    private synchronized @Nullable AgentDrain drain() {
        PrimaryConnection primary = joined.now();
        if (drain == null && primary != null) {
            drain = new AgentDrain(environment, primary, application);
        }
        return drain;
    }
}
