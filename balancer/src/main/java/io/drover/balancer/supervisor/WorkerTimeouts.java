/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.events.ClusterEvent.WorkerKilled;
import io.drover.balancer.events.ClusterEvent.WorkerStillStarting;
import io.drover.balancer.events.ClusterListener;
import io.drover.core.config.ClusterConfig;
import java.time.Duration;

/**
 * Ends workers whose time is up: to get ready, to give a heartbeat, to drain.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class WorkerTimeouts {
    private static final Duration FIRST_PROGRESS_REPORT = Duration.ofSeconds(5);

    /**
     * For the app to end by itself once its connections are done or cut; then it gets a SIGTERM. Has precedence over
     * the drain timeout, near whose end connections are cut: a JVM on a busy machine needs a second to end.
     */
    private static final Duration GRACE_AFTER_DRAIN = Duration.ofSeconds(2);

    /** For a JVM to print its threads. */
    private static final int DUMP_MS = 1_000;

    private final ClusterConfig.Life life;
    private final UnsharedPorts unshared;
    private final HangDiagnosis diagnosis;
    private final int tickMs;
    private final ClusterListener events;

    WorkerTimeouts(
            ClusterConfig.Life life,
            UnsharedPorts unshared,
            HangDiagnosis diagnosis,
            int tickMs,
            ClusterListener events) {
        this.life = life;
        this.unshared = unshared;
        this.diagnosis = diagnosis;
        this.tickMs = tickMs;
        this.events = events;
    }

    void check(WorkerHandle worker, long nowNs) {
        switch (worker.state()) {
            case STARTING -> checkStart(worker, nowNs);
            case READY -> {
                if (!worker.isStranger()) {
                    checkHeartbeat(worker);
                }
            }
            case DRAINING -> checkDrain(worker, nowNs);
            case EXITED -> diagnosis.forget(worker);
        }
    }

    private void checkStart(WorkerHandle worker, long nowNs) {
        Duration age = Duration.ofNanos(worker.ageNs(nowNs));
        if (age.compareTo(life.readyTimeout()) > 0) {
            kill(worker, "was not ready within " + shown(life.readyTimeout()) + ", " + whatIsMissing(worker));
        } else if (age.compareTo(FIRST_PROGRESS_REPORT.multipliedBy(1L << worker.progressReports())) > 0) {
            worker.progressReported();
            events.onEvent(new WorkerStillStarting(worker.name(), age, life.readyTimeout()));
        }
    }

    private String whatIsMissing(WorkerHandle worker) {
        if (worker.isStranger()) {
            return "it does not listen on 127.0.0.1:" + worker.port() + ", the PORT in its environment";
        }
        if (!worker.hasJoined()) {
            return UnsharedPorts.withoutAgent();
        }
        String agentFailure = worker.agentFailure();
        if (agentFailure != null) {
            return "the agent failed: " + agentFailure;
        }
        if (worker.isUnaware()) {
            return life.waitReady()
                    ? "the application can't say so: wait-ready is for those that embed WorkerRuntime"
                    : unshared.describe(worker);
        }
        return life.waitReady() ? "it never called WorkerRuntime.ready()" : "it never called WorkerRuntime.listen(…)";
    }

    private void checkHeartbeat(WorkerHandle worker) {
        long stillForMs = worker.pulse().look(tickMs);
        long allowedMs = life.heartbeatTimeout().toMillis();
        boolean recording = diagnosis.isUnderWay(worker);
        if (stillForMs > allowedMs && !worker.isDumped()) {
            diagnosis.begin(worker, life.heartbeatTimeout());
        } else if (stillForMs > allowedMs + DUMP_MS && !recording) {
            kill(worker, "its event loops have stood still for " + shown(life.heartbeatTimeout()));
        } else if (stillForMs == 0) {
            worker.hangIsOver();
        }
    }

    private void checkDrain(WorkerHandle worker, long nowNs) {
        if (worker.isDrained() && worker.drainedForNs(nowNs) <= GRACE_AFTER_DRAIN.toNanos()) {
            return;
        }
        Duration draining = Duration.ofNanos(worker.drainingForNs(nowNs));
        if (draining.compareTo(life.drainTimeout()) > 0) {
            kill(worker, "not done within the drain-timeout of " + shown(life.drainTimeout()));
        } else if (worker.isDrained()) {
            worker.terminate();
        }
    }

    /** Kills a worker, and says why once. To be called again while it is there. */
    void kill(WorkerHandle worker, String why) {
        if (worker.kill(why)) {
            events.onEvent(new WorkerKilled(worker.name(), why));
        }
    }

    private static String shown(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
