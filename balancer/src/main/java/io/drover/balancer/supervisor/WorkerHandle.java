/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.control.WorkerSession;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.events.ClusterEvent.WorkerName;
import io.drover.core.control.ControlMessage;
import io.drover.core.control.WorkerEnvironment;
import io.drover.core.lifecycle.WorkerState;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A worker as the primary sees it. What a worker does is in the worker runtime, not here.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class WorkerHandle {
    /** A process that the worker started can hold its output open; its end is not ours to wait for. */
    private static final int OUTPUT_GRACE_MS = 500;

    private final WorkerEnvironment environment;
    private final WorkerProcess process;
    private final WorkerOutput output;
    private final WorkerLoad load;
    private final long startedNs;
    private final Pulse pulse;
    private final IntakeWatch intake;

    private WorkerState state = WorkerState.STARTING;
    private @Nullable WorkerSession session;
    private boolean joined;
    private boolean unaware;
    private @Nullable String agentFailure;
    private final int port;
    private boolean leftByItself;
    private @Nullable String failure;
    private long drainStartedNs;
    private boolean wasReady;
    private boolean inRotation;
    private WorkerState lastState = WorkerState.STARTING;
    private boolean sessionLost;
    private boolean drained;
    private long drainedNs;
    private boolean terminateSent;
    private boolean killSent;
    private @Nullable String listenFailure;
    private int progressReports;
    private boolean dumped;
    private long servesSinceNs;
    private boolean proving;

    WorkerHandle(
            WorkerEnvironment environment,
            WorkerProcess process,
            int port,
            WorkerOutput output,
            WorkerLoad load,
            long startedNs) {
        this.environment = environment;
        this.process = process;
        this.port = port;
        this.output = output;
        this.load = load;
        this.startedNs = startedNs;
        this.pulse = new Pulse(load.block());
        this.intake = new IntakeWatch(load.block(), pulse);
    }

    WorkerName name() {
        return new WorkerName(
                environment.slot(), environment.workerId(), process.leader().pid(), environment.generation());
    }

    long workerId() {
        return environment.workerId();
    }

    int slot() {
        return environment.slot();
    }

    int generation() {
        return environment.generation();
    }

    int block() {
        return environment.block();
    }

    String token() {
        return environment.token();
    }

    /** Returns the loopback port on which its program is to listen; 0 for one that joins and asks for its ports. */
    int port() {
        return port;
    }

    /** Tells whether it runs a program that can't join the cluster, and gives no heartbeat. */
    boolean isStranger() {
        return port > 0;
    }

    WorkerLoad load() {
        return load;
    }

    WorkerOutput output() {
        return output;
    }

    Pulse pulse() {
        return pulse;
    }

    IntakeWatch intake() {
        return intake;
    }

    WorkerState state() {
        return state;
    }

    boolean is(WorkerState asked) {
        return state == asked;
    }

    void become(WorkerState next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException("worker " + workerId() + ": " + state + " can't become " + next);
        }
        state = next;
    }

    void becomeReady() {
        become(WorkerState.READY);
        listenFailure = null;
    }

    /** It says it is ready and has to prove it; returns whether it has been asked already. */
    boolean beginProof() {
        boolean begun = proving;
        proving = true;
        return begun;
    }

    /** Its being ready has reached the acceptors: connections come to it. */
    void becomeInRotation() {
        inRotation = true;
    }

    /** Notes since when connections come to it. */
    void servesSince(long nowNs) {
        servesSinceNs = nowNs;
    }

    long servesSinceNs() {
        return servesSinceNs;
    }

    boolean isInRotation() {
        return inRotation && state == WorkerState.READY;
    }

    void becomeDraining(long nowNs) {
        wasReady = state == WorkerState.READY;
        become(WorkerState.DRAINING);
        drainStartedNs = nowNs;
    }

    /** The process is gone. */
    void becomeExited() {
        lastState = state;
        become(WorkerState.EXITED);
    }

    long ageNs(long nowNs) {
        return nowNs - startedNs;
    }

    /** Takes the session of the worker that knows the token; each token is good for one session. */
    boolean join(WorkerSession opened, boolean byAgent) {
        if (joined) {
            return false;
        }
        joined = true;
        unaware = byAgent;
        session = opened;
        return true;
    }

    /** Tells whether its application knows nothing of the cluster. */
    boolean isUnaware() {
        return unaware;
    }

    /** Notes why its agent can't share what the application listens on. */
    void agentFailed(String why) {
        agentFailure = why;
    }

    @Nullable
    String agentFailure() {
        return agentFailure;
    }

    boolean hasSession() {
        return session != null;
    }

    boolean hasJoined() {
        return joined;
    }

    void sessionClosed() {
        session = null;
    }

    void send(ControlMessage message) {
        if (session != null) {
            session.send(message);
        }
    }

    /** Notes why it is going to end, so that its exit can be explained. The first reason stays. */
    void failWith(String why) {
        if (failure == null) {
            failure = why;
        }
    }

    /** Notes that it could not have a port; that explains its end if it comes before it is ready. */
    void noteListenFailure(String why) {
        listenFailure = why;
    }

    /** The worker wants to go, not we. */
    void leavesByItself() {
        leftByItself = true;
    }

    /** The control connection ended though nobody had asked the worker to: it is dying, or no worker any more. */
    void sessionLost() {
        sessionLost = true;
    }

    /** Tells whether its end was meant: because we drained it, or because somebody sent it a SIGTERM. */
    boolean wasMeantToEnd(ExitStatus status) {
        return lastState == WorkerState.DRAINING
                && failure == null
                && !sessionLost
                && (!leftByItself || status.isTermination());
    }

    /** Returns how it ended, and why where that is known. */
    String explain(ExitStatus status) {
        if (failure != null) {
            return failure + "; " + status;
        }
        boolean early = lastState == WorkerState.STARTING || (lastState == WorkerState.DRAINING && !wasReady);
        if (early && listenFailure != null) {
            return listenFailure + "; " + status;
        }
        if (!early) {
            return status.toString();
        }
        return status + (joined ? " before it was ready" : " before it joined the cluster");
    }

    long drainingForNs(long nowNs) {
        return nowNs - drainStartedNs;
    }

    void drained(long nowNs) {
        drained = true;
        drainedNs = nowNs;
    }

    boolean isDrained() {
        return drained;
    }

    long drainedForNs(long nowNs) {
        return nowNs - drainedNs;
    }

    /** Returns which of its processes listen on the port it was given; empty where that can't be known. */
    long[] listening() {
        return LongStream.of(process.pids())
                .filter(pid -> OwnPorts.listens(pid, port))
                .toArray();
    }

    /** Sends SIGTERM, once. */
    void terminate() {
        if (!terminateSent) {
            terminateSent = true;
            process.terminate();
        }
    }

    /** Sends SIGKILL; returns whether this was the first time. Without a free descriptor the JDK sends none. */
    boolean kill(String why) {
        boolean isFirst = !killSent;
        killSent = true;
        if (isFirst && state != WorkerState.DRAINING) {
            failWith(why);
        }
        process.kill();
        return isFirst;
    }

    /** Has one callback run as soon as the process is gone, and another when its output is read to the end as well. */
    void whenEnded(Runnable gone, Consumer<ExitStatus> ended) {
        process.ended()
                .thenRun(gone)
                .thenCompose(nothing -> outputEnded())
                .thenRun(() -> ended.accept(new ExitStatus(process.leader().exitValue())));
    }

    private CompletableFuture<Void> outputEnded() {
        try {
            return output.ended().copy().completeOnTimeout(null, OUTPUT_GRACE_MS, TimeUnit.MILLISECONDS);
        } catch (OutOfMemoryError e) {
            // The system has no thread left that could wait.
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Has its JVM print its threads, once for each time it hangs, and keeps them in a file. */
    void dumpThreads(Path file) {
        dumped = true;
        output.copyTo(file);
        ThreadDump.request(process.leader().pid());
    }

    boolean isDumped() {
        return dumped;
    }

    void hangIsOver() {
        dumped = false;
    }

    int progressReports() {
        return progressReports;
    }

    void progressReported() {
        progressReports++;
    }
}
