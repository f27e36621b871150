/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.session;

import io.drover.core.control.ControlMessage;
import io.drover.core.control.ControlMessage.AgentFailed;
import io.drover.core.control.ControlMessage.Drained;
import io.drover.core.control.ControlMessage.Leaving;
import io.drover.core.control.ControlMessage.Ready;
import io.drover.core.control.Endpoint;
import io.drover.core.control.WorkerEnvironment;
import io.drover.core.lifecycle.WorkerState;
import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.scoreboard.WorkerBlock;
import io.drover.core.time.NanoClock;
import io.drover.worker.agent.sockets.Counts;
import io.drover.worker.agent.sockets.Session;
import io.drover.worker.control.PrimaryEvents;
import io.drover.worker.control.PrimaryLoss;
import io.drover.worker.scoreboard.Heartbeat;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The membership of a worker whose application knows nothing of it: joins beside the application's own start, answers
 * for it, and ends it.
 *
 * <pre>
 *   Drain -&gt; no new connections -&gt; no client waits for an answer, or most of the time is over
 *         -&gt; Drained -&gt; the primary sends SIGTERM: the application's own shutdown hooks run
 * </pre>
 *
 * <p>Threading: safe from any thread; what takes time runs on the control thread, or on a thread of its own.
 */
public final class AgentSession implements Session, PrimaryEvents {
    private static final int JOIN_TIMEOUT_S = 30;
    private static final int LEAVE_ANSWER_TIMEOUT_MS = 2_000;
    private static final int LOOK_INTERVAL_MS = 50;

    /** For an application that does not listen yet. */
    private static final int OPEN_AFTER_MS = 500;

    private final WorkerEnvironment environment;
    private final ScheduledExecutorService control = AgentThreads.control();
    private final CompletableFuture<WayToPrimary> way = new CompletableFuture<>();
    private final PublishedCounts counts = new PublishedCounts();
    private final CompletableFuture<PrimaryConnection> introduced = new CompletableFuture<>();
    private final CompletableFuture<PrimaryConnection> joined = new CompletableFuture<>();
    private final CompletableFuture<Integer> drainTimeoutMs = new CompletableFuture<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final AtomicBoolean ready = new AtomicBoolean();
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
        control.execute(new Runnable() {
            @Override
            public void run() {
                introduce();
            }
        });
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
    private void openBlock() {
        if (block != null) {
            return;
        }
        try {
            WorkerBlock opened = Scoreboard.open(environment.scoreboard()).block(environment.block());
            counts.publishIn(opened);
            block = opened;
            int intervalMs = joined.join().welcome().heartbeatIntervalMs();
            control.scheduleAtFixedRate(new Heartbeat(opened, List.of()), 0, intervalMs, TimeUnit.MILLISECONDS);
        } catch (IOException | RuntimeException | LinkageError e) {
            // Without heartbeats the primary replaces it.
            System.err.println("drover: " + environment + " can't show how it is doing: " + e.getMessage());
        }
    }

    private synchronized void publishState() {
        WorkerBlock opened = block;
        if (opened != null) {
            WorkerState served = ready.get() ? WorkerState.READY : WorkerState.STARTING;
            opened.state(drainTimeoutMs.isDone() ? WorkerState.DRAINING : served);
        }
    }

    private void introduce() {
        try {
            ByteChannel channel = way.join().connect(environment.control());
            introduced.complete(PrimaryConnection.join(channel, environment, control, this));
        } catch (IOException | RuntimeException | LinkageError e) {
            introduced.completeExceptionally(e);
        }
    }

    private void beMember() {
        PrimaryConnection primary;
        try {
            // Beside what the control thread does: the application's first bind needs both.
            Epoll.ensureAvailability();
            primary = introduced.join();
        } catch (RuntimeException | LinkageError e) {
            Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            joined.completeExceptionally(cause);
            System.err.println("drover: " + environment + " can't join the cluster: " + cause.getMessage());
            control.shutdown();
            return;
        }
        joined.complete(primary);
        control.schedule(publishing(), OPEN_AFTER_MS, TimeUnit.MILLISECONDS);
        primary.readToTheEnd();
    }

    /** Returns the connection to the primary; waits for it where the worker has not joined yet. */
    private PrimaryConnection primary() throws IOException {
        try {
            return joined.get(JOIN_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(
                    "can't join the cluster: "
                            + Objects.requireNonNull(e.getCause()).getMessage(),
                    e);
        } catch (TimeoutException e) {
            throw new IOException("can't join the cluster within " + JOIN_TIMEOUT_S + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while joining the cluster", e);
        }
    }

    @Override
    public Counts counts() {
        return counts;
    }

    private Runnable publishing() {
        return new Runnable() {
            @Override
            public void run() {
                openBlock();
                publishState();
            }
        };
    }

    @Override
    public ControlMessage ask(Endpoint endpoint, int index, int backlog, int receiveBufferBytes) throws IOException {
        return primary().ask(endpoint, index, backlog, receiveBufferBytes);
    }

    @Override
    public void send(ControlMessage message) throws IOException {
        primary().send(message);
    }

    /** Tells the primary that the application's sockets are not shared. */
    public void failed(String reason) {
        // Nothing of ours may be usable; without effect where it is.
        reachBy(new ChannelOfJdk());
        joined.thenAccept(primary -> primary.send(new AgentFailed(reason)));
    }

    @Override
    public void listening() throws IOException {
        PrimaryConnection primary = primary();
        if (!primary.welcome().waitReady() && ready.compareAndSet(false, true)) {
            primary.send(new Ready());
            control.execute(publishing());
        }
    }

    @Override
    public void onDrain(int timeoutMs, boolean takesBack) {
        if (!drainTimeoutMs.complete(timeoutMs)) {
            return;
        }
        joined.thenAccept(primary -> {
            publishState();
            DrainedApplication served = application;
            if (served != null) {
                served.stopAccepting();
            }
            drained.thenRun(() -> primary.send(new Drained(0)));
            // The rest of the time is for what the application does at its end.
            finishRequests(NanoClock.SYSTEM.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs) * 3 / 4);
        });
    }

    private void finishRequests(long untilNs) {
        boolean isOver = untilNs - NanoClock.SYSTEM.nanoTime() <= 0;
        if (isOver || !hasPendingRequests()) {
            drained.complete(null);
        } else {
            control.schedule(() -> finishRequests(untilNs), LOOK_INTERVAL_MS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean hasPendingRequests() {
        DrainedApplication served = application;
        try {
            return served != null && served.hasPendingRequests();
        } catch (RuntimeException | LinkageError e) {
            // Whatever it is, the application must get its signal in time for its shutdown hooks.
            System.err.println("drover: " + environment + " can't tell whether clients wait for answers: " + e);
            return false;
        }
    }

    @Override
    public void onPrimaryLost() {
        joined.thenAccept(primary -> {
            int timeoutMs = primary.welcome().drainTimeoutMs();
            PrimaryLoss.endBy(timeoutMs, environment, control);
            onDrain(timeoutMs, false);
            drained.thenRun(PrimaryLoss::endNow);
        });
    }

    /** Holds the end of the JVM until no client waits for an answer; the application goes on meanwhile. */
    public void leaveOnShutdown() {
        Runtime.getRuntime().addShutdownHook(AgentThreads.thread("drover-leave", new Runnable() {
            @Override
            public void run() {
                leave();
            }
        }));
    }

    private void leave() {
        PrimaryConnection primary = joined.isCompletedExceptionally() ? null : joined.getNow(null);
        if (primary == null) {
            return;
        }
        try {
            if (!drainTimeoutMs.isDone()) {
                primary.send(new Leaving());
            }
            int timeoutMs = drainTimeoutMs
                    .completeOnTimeout(0, LEAVE_ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                    .get();
            drained.get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            // The time is over: the primary, or whoever sent the signal, wants it to end.
        }
    }
}
