/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.session;

import io.drover.core.control.ControlMessage.Drained;
import io.drover.core.control.ControlMessage.Leaving;
import io.drover.core.control.WorkerEnvironment;
import io.drover.core.time.NanoClock;
import io.drover.worker.agent.session.AgentSession.DrainedApplication;
import io.drover.worker.control.PrimaryLoss;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How a worker ends whose application knows nothing of it.
 *
 * <pre>
 *   Drain -&gt; no new connections -&gt; no client waits for an answer, or most of the time is over
 *         -&gt; Drained -&gt; the primary sends SIGTERM: the application's own shutdown hooks run
 * </pre>
 *
 * <p>Threading: safe from any thread; what takes time runs on the control thread, or on a thread of its own.
 */
final class AgentDrain {
    private static final int LEAVE_ANSWER_TIMEOUT_MS = 2_000;
    private static final int LOOK_INTERVAL_MS = 50;

    private final WorkerEnvironment environment;
    private final PrimaryConnection primary;
    private final @Nullable DrainedApplication application;
    private final CompletableFuture<Integer> timeout = new CompletableFuture<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    /**
     * One that has not begun.
     *
     * @param primary is told
     * @param application is drained, where it has sockets of the cluster's
     */
    AgentDrain(WorkerEnvironment environment, PrimaryConnection primary, @Nullable DrainedApplication application) {
        this.environment = environment;
        this.primary = primary;
        this.application = application;
    }

    /**
     * Begins.
     *
     * @param timeoutMs after which the process is ended
     */
    void begin(int timeoutMs) {
        timeout.complete(timeoutMs);
        if (application != null) {
            application.stopAccepting();
        }
        drained.thenRun(() -> primary.send(new Drained(0)));
        // The rest of the time is for what the application does at its end.
        finishRequests(NanoClock.SYSTEM.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs) * 3 / 4);
    }

    private void finishRequests(long untilNs) {
        boolean isOver = untilNs - NanoClock.SYSTEM.nanoTime() <= 0;
        if (isOver || !hasPendingRequests()) {
            drained.complete(null);
        } else {
            primary.control().schedule(() -> finishRequests(untilNs), LOOK_INTERVAL_MS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean hasPendingRequests() {
        try {
            return application != null && application.hasPendingRequests();
        } catch (RuntimeException | LinkageError e) {
            // Whatever it is, the application must get its signal in time for its shutdown hooks.
            System.err.println("drover: " + environment + " can't tell whether clients wait for answers: " + e);
            return false;
        }
    }

    /** Has this process end when it is drained, as the primary is gone; returns how long that may take, in ms. */
    int endByItself() {
        int timeoutMs = primary.welcome().drainTimeoutMs();
        PrimaryLoss.endBy(timeoutMs, environment, primary.control());
        drained.thenRun(PrimaryLoss::endNow);
        return timeoutMs;
    }

    /** Waits until no client waits for an answer, while the JVM ends. */
    void leave() {
        try {
            if (!timeout.isDone()) {
                primary.send(new Leaving());
            }
            int timeoutMs = timeout.completeOnTimeout(0, LEAVE_ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                    .get();
            drained.get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            // The time is over: the primary, or whoever sent the signal, wants it to end.
        }
    }
}
