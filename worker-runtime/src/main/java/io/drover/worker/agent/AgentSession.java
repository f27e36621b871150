/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent;

import io.drover.core.control.ControlMessage.AgentFailed;
import io.drover.core.control.ControlMessage.Drained;
import io.drover.core.control.ControlMessage.Leaving;
import io.drover.core.control.ControlMessage.Ready;
import io.drover.core.control.WorkerEnvironment;
import io.drover.core.lifecycle.WorkerState;
import io.drover.core.scoreboard.WorkerBlock;
import io.drover.core.time.NanoClock;
import io.drover.worker.agent.sockets.Session;
import io.drover.worker.control.ControlClient;
import io.drover.worker.control.PrimaryEvents;
import io.drover.worker.control.PrimaryLoss;
import io.drover.worker.scoreboard.Heartbeat;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
 * <p>Threading: safe from any thread; what takes time runs on the control loop, or on a thread of its own.
 */
final class AgentSession implements Session, PrimaryEvents {
    private static final int JOIN_TIMEOUT_S = 30;
    private static final int LEAVE_ANSWER_TIMEOUT_MS = 2_000;
    private static final int LOOK_INTERVAL_MS = 50;

    private final WorkerEnvironment environment;
    private final WorkerBlock block;
    private final CompletableFuture<ControlClient> joined = new CompletableFuture<>();
    private final CompletableFuture<Integer> drainTimeoutMs = new CompletableFuture<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final AtomicBoolean ready = new AtomicBoolean();
    private volatile @Nullable DrainedApplication application;

    /** What a drain does to the application. */
    interface DrainedApplication {
        /** No new connections. */
        void stopAccepting();

        /** Tells whether clients still wait for an answer. */
        boolean hasPendingRequests();
    }

    AgentSession(WorkerEnvironment environment, WorkerBlock block) {
        this.environment = environment;
        this.block = block;
    }

    /** Joins, beside the start of the application. */
    void joinInBackground() {
        Thread joining = thread("drover-join", this::join);
        joining.setDaemon(true);
        joining.start();
    }

    /** Names what a drain is done to. */
    void serve(DrainedApplication drainedApplication) {
        application = drainedApplication;
    }

    private void join() {
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("drover-control", true), EpollIoHandler.newFactory());
        try {
            EventLoop loop = group.next();
            ControlClient control = ControlClient.join(environment, loop, this, true);
            loop.execute(() -> {
                block.pid(ProcessHandle.current().pid());
                block.state(WorkerState.STARTING);
            });
            loop.scheduleAtFixedRate(
                    new Heartbeat(block, List.of()), 0, control.welcome().heartbeatIntervalMs(), TimeUnit.MILLISECONDS);
            joined.complete(control);
        } catch (IOException | RuntimeException | LinkageError e) {
            joined.completeExceptionally(e);
            System.err.println("drover: " + environment + " can't join the cluster: " + e.getMessage());
            group.shutdownGracefully();
        }
    }

    @Override
    public ControlClient control() throws IOException {
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

    /** Tells the primary that the application's sockets are not shared. */
    void failed(String reason) {
        joined.thenAccept(control -> control.send(new AgentFailed(reason)));
    }

    @Override
    public void listening() {
        joined.thenAccept(control -> {
            if (!control.welcome().waitReady() && ready.compareAndSet(false, true)) {
                control.loop().execute(() -> {
                    if (!drainTimeoutMs.isDone()) {
                        block.state(WorkerState.READY);
                    }
                });
                control.send(new Ready());
            }
        });
    }

    @Override
    public void onDrain(int timeoutMs, boolean takesBack) {
        if (!drainTimeoutMs.complete(timeoutMs)) {
            return;
        }
        joined.thenAccept(control -> {
            block.state(WorkerState.DRAINING);
            DrainedApplication served = application;
            if (served != null) {
                served.stopAccepting();
            }
            drained.thenRun(() -> control.send(new Drained(0)));
            // The rest of the time is for what the application does at its end.
            finishRequests(
                    control.loop(), NanoClock.SYSTEM.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs) * 3 / 4);
        });
    }

    private void finishRequests(EventLoop loop, long untilNs) {
        DrainedApplication served = application;
        boolean isOver = untilNs - NanoClock.SYSTEM.nanoTime() <= 0;
        if (isOver || served == null || !served.hasPendingRequests()) {
            drained.complete(null);
        } else {
            loop.schedule(() -> finishRequests(loop, untilNs), LOOK_INTERVAL_MS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void onPrimaryLost() {
        joined.thenAccept(control -> {
            int timeoutMs = control.welcome().drainTimeoutMs();
            PrimaryLoss.endBy(timeoutMs, environment, control.loop());
            onDrain(timeoutMs, false);
            drained.thenRun(PrimaryLoss::endNow);
        });
    }

    /** Holds the end of the JVM until no client waits for an answer; the application goes on meanwhile. */
    void leaveOnShutdown() {
        Runtime.getRuntime().addShutdownHook(thread("drover-leave", this::leave));
    }

    private void leave() {
        ControlClient control = joined.isCompletedExceptionally() ? null : joined.getNow(null);
        if (control == null) {
            return;
        }
        try {
            if (!drainTimeoutMs.isDone()) {
                control.send(new Leaving());
            }
            int timeoutMs = drainTimeoutMs
                    .completeOnTimeout(0, LEAVE_ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                    .get();
            drained.get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            // The time is over: the primary, or whoever sent the signal, wants it to end.
        }
    }

    /** Not with the class loader of the application, which would stay in reach of a thread that never ends. */
    private static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setContextClassLoader(AgentSession.class.getClassLoader());
        return thread;
    }
}
