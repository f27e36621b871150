/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer;

import io.drover.balancer.admin.LineFeed;
import io.drover.balancer.admin.OperatorCommands;
import io.drover.balancer.control.ControlServer;
import io.drover.balancer.dispatch.Forwarding;
import io.drover.balancer.events.ClusterEvent;
import io.drover.balancer.events.ClusterListener;
import io.drover.balancer.listener.Acceptors;
import io.drover.balancer.listener.ListenerTable;
import io.drover.balancer.splice.AccessLog;
import io.drover.balancer.supervisor.ClusterEnd;
import io.drover.balancer.supervisor.OutputSink;
import io.drover.balancer.supervisor.ReloadOutcome;
import io.drover.balancer.supervisor.ScaleOutcome;
import io.drover.balancer.supervisor.Supervisor;
import io.drover.balancer.supervisor.WorkerFactory;
import io.drover.core.config.ClusterConfig;
import io.drover.core.rundir.RunDirectory;
import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.time.NanoClock;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A running cluster: one primary in this process, and its workers.
 *
 * <pre>{@code
 * ClusterConfig config = ClusterConfig.builder(Path.of("app.jar")).set(Setting.WORKERS, "4").build();
 * try (Primary primary = Primary.start(config, event -> log(event.text()), (slot, isError, line) -> …)) {
 *     primary.ended().join();
 * }
 * }</pre>
 *
 * <p>Threading: safe from any thread.
 */
public final class Primary implements AutoCloseable {
    /** What the last worker may take beyond the drain timeout, to end and to be reaped. */
    private static final int LAST_WORKER_MS = 3_000;

    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(Primary.class);

    private static final int EVENTS_KEPT = 200;
    private static final int LOG_LINES_KEPT = 500;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final String name;
    private final LineFeed eventFeed = new LineFeed(EVENTS_KEPT);
    private final LineFeed logFeed = new LineFeed(LOG_LINES_KEPT);
    private final RunDirectory runDirectory;
    private final PrimaryThreads.Groups groups;
    private final ControlServer controlServer;
    private final @Nullable AccessLog accessLog;
    private final Forwarding forwarding;
    private final boolean hasCertificates;
    private final ClusterListener events;
    private final int drainTimeoutMs;
    private final Supervisor supervisor;
    private final CompletableFuture<ClusterEnd> ended;

    /** Whether nobody waits for relayed connections any more. */
    private volatile boolean cutOff;

    private Primary(
            ClusterConfig config,
            ClaimedName claimed,
            PrimaryThreads.Groups groups,
            @Nullable AccessLog accessLog,
            ClusterListener listener,
            OutputSink outputListener)
            throws IOException {
        hasCertificates = !config.relay().front().tls().files().isEmpty();
        events = guarded(event -> {
            eventFeed.add(TIME.format(LocalTime.now(ZoneId.systemDefault())) + " " + event.text());
            listener.onEvent(event);
        });
        OutputSink output = (slot, isError, line) -> {
            logFeed.add("[" + slot + "] " + new String(line, StandardCharsets.UTF_8));
            outputListener.onLine(slot, isError, line);
        };
        this.groups = groups;
        name = claimed.name();
        runDirectory = claimed.directory();
        Path scoreboardFile = runDirectory.scoreboard();
        Scoreboard scoreboard = Scoreboard.create(scoreboardFile, ForwardingFactory.scoreboardBlocks(config));
        ListenerTable listeners = new ListenerTable(config.listen());
        this.accessLog = accessLog;
        forwarding = new ForwardingFactory(config, groups, events).make(scoreboard, runDirectory.path(), accessLog);
        drainTimeoutMs = (int) config.life().drainTimeout().toMillis();
        supervisor = new Supervisor(
                config,
                groups.supervisor().next(),
                new WorkerFactory(config, output, runDirectory, scoreboardFile, scoreboard, PrimaryThreads.images()),
                forwarding,
                listeners,
                new Acceptors(groups.acceptors().next(), groups.doAcceptorsRelay(), (int)
                        config.queueing().timeout().toMillis()),
                events,
                NanoClock.SYSTEM);
        controlServer = ControlServer.open(
                runDirectory.controlSocket(),
                RunDirectory.currentUid(),
                groups.supervisor().next(),
                supervisor.sessionEvents(),
                new OperatorCommands(name, supervisor, eventFeed, logFeed));
        ended = supervisor
                .ended()
                .thenCompose(
                        end -> forwarding.finish(cutOff ? 0 : drainTimeoutMs).thenApply(nothing -> end))
                .thenApply(this::cleanUp);
    }

    /**
     * Starts a cluster. Returns at once; the events tell when its workers are ready.
     *
     * @param config of the cluster
     * @param events told of everything that happens, on the supervisor thread
     * @param output gets every line that workers print
     * @throws UnsupportedSystemException where there is no epoll
     * @throws NameTakenException when a running cluster has the name that the user chose
     * @throws IOException when the run directory or the control socket can't be made
     */
    public static Primary start(ClusterConfig config, ClusterListener events, OutputSink output) throws IOException {
        RequiredTransport.load();
        ClaimedName claimed = ClaimedName.claim(config.name(), config.nameIsDefault());
        boolean started = false;
        try {
            Primary primary = make(config, claimed, events, output);
            primary.endWithTheProcess(config);
            primary.supervisor.requestStart(primary.name);
            started = true;
            return primary;
        } finally {
            if (!started) {
                claimed.directory().remove();
            }
        }
    }

    /** Whoever embeds a primary goes on when one could not be made: nothing of it may stay open. */
    private static Primary make(ClusterConfig config, ClaimedName claimed, ClusterListener events, OutputSink output)
            throws IOException {
        PrimaryThreads.Groups groups = PrimaryThreads.Groups.of(config);
        AccessLog accessLog = null;
        boolean made = false;
        try {
            Path accessLogFile = config.relay().accessLog();
            accessLog = accessLogFile == null ? null : AccessLog.open(accessLogFile);
            Primary primary = new Primary(config, claimed, groups, accessLog, events, output);
            made = true;
            return primary;
        } finally {
            if (!made) {
                groups.shutdown();
                if (accessLog != null) {
                    accessLog.close();
                }
            }
        }
    }

    /** A listener is somebody else's code; a fault in it must not end the supervision. */
    private static ClusterListener guarded(ClusterListener events) {
        return event -> {
            try {
                events.onEvent(event);
            } catch (RuntimeException e) {
                LOG.error("event listener failed at: {}", event.text(), e);
            }
        };
    }

    /** Returns the name the cluster has, which for a default name can be another than was configured. */
    public String name() {
        return name;
    }

    /** Replaces all workers by new ones, one slot at a time; without failure where the outcome has none. */
    public CompletableFuture<ReloadOutcome> reload() {
        return supervisor.operatorRequests().requestReload();
    }

    /** Tells whether TLS ends here. */
    public boolean hasCertificates() {
        return hasCertificates;
    }

    /** Reads the certificates again, for connections that begin from now on; the events tell how that went. */
    public void reloadCertificates() {
        ClusterEvent outcome;
        try {
            outcome = new ClusterEvent.CertificatesReloaded(forwarding.reloadCertificates());
        } catch (IOException e) {
            outcome = new ClusterEvent.CertificatesKept(String.valueOf(e.getMessage()));
        }
        ClusterEvent told = outcome;
        groups.supervisor().next().execute(() -> events.onEvent(told));
    }

    /** Has so many workers from now on, at least 1; without failure where the outcome has none. */
    public CompletableFuture<ScaleOutcome> scale(int workers) {
        return supervisor.operatorRequests().requestScale(workers, false);
    }

    /** Has so many workers more, or fewer where the difference is below 0. */
    public CompletableFuture<ScaleOutcome> scaleBy(int difference) {
        return supervisor.operatorRequests().requestScale(difference, true);
    }

    /**
     * Drains the workers and ends the cluster; {@link #ended} tells when.
     *
     * @param why for the events
     */
    public void stop(String why) {
        supervisor.requestStop(why);
    }

    /**
     * Kills the workers and ends the cluster.
     *
     * @param why for the events
     */
    public void kill(String why) {
        cutOff = true;
        supervisor.requestKill(why);
        if (supervisor.ended().isDone()) {
            forwarding.finish(0);
        }
    }

    /** Goes on in new log files: whoever rotates them has renamed those before. */
    public void reopenLogs() {
        if (accessLog != null) {
            accessLog.requestReopen();
        }
    }

    /** Done when every worker is gone and nothing of the cluster is left. */
    public CompletableFuture<ClusterEnd> ended() {
        return ended.copy();
    }

    /** Stops the cluster and waits for its end. */
    @Override
    public void close() {
        stop("closed");
        ended.join();
    }

    private ClusterEnd cleanUp(ClusterEnd end) {
        controlServer.close();
        if (accessLog != null) {
            accessLog.close();
        }
        try {
            runDirectory.remove();
        } catch (IOException e) {
            // The next primary of this name, or the system's cleaning of its temp directory, takes care of it.
        }
        groups.shutdown();
        return end;
    }

    /** Somebody may call System.exit with the cluster still running. */
    private void endWithTheProcess(ClusterConfig config) {
        Thread hook = PrimaryThreads.shutdownHook(() -> endBeforeExit(config));
        Runtime.getRuntime().addShutdownHook(hook);
        ended.thenRun(() -> {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is ending already.
            }
        });
    }

    /** The JVM ends with the cluster still running: somebody called System.exit. */
    private void endBeforeExit(ClusterConfig config) {
        if (ended.isDone()) {
            return;
        }
        stop("the primary's process ends");
        ended.completeOnTimeout(
                        new ClusterEnd(null, List.of()),
                        config.life().drainTimeout().toMillis() + LAST_WORKER_MS,
                        TimeUnit.MILLISECONDS)
                .join();
    }
}
