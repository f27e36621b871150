/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.upstream;

import io.drover.balancer.events.ClusterEvent.NoServerUp;
import io.drover.balancer.events.ClusterEvent.ServerDown;
import io.drover.balancer.events.ClusterEvent.ServerEjected;
import io.drover.balancer.events.ClusterEvent.ServerUp;
import io.drover.balancer.events.ClusterListener;
import io.drover.core.config.ClusterConfig.Checks;
import io.netty.channel.EventLoop;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Checks again and again whether servers take connections.
 *
 * <p>Threading: owned by the supervisor thread.
 */
public final class ServerHealth {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(ServerHealth.class);

    private final Checks checks;
    private final Check check;
    private final ScheduledExecutorService loop;
    private final ClusterListener events;
    private final RandomGenerator random;
    private final Map<Server, Watch> watched = new LinkedHashMap<>();
    private Consumer<Runnable> changes = Runnable::run;
    private boolean noneIsUp;

    /**
     * Makes one that watches nothing.
     *
     * @param loop the supervisor thread
     */
    public ServerHealth(Checks checks, EventLoop loop, ClusterListener events) {
        this(checks, new TcpCheck(loop, (int) checks.timeout().toMillis()), loop, events, new SplittableRandom());
    }

    ServerHealth(
            Checks checks, Check check, ScheduledExecutorService loop, ClusterListener events, RandomGenerator random) {
        this.checks = checks;
        this.check = check;
        this.loop = loop;
        this.events = events;
        this.random = random;
    }

    /**
     * Names who is told whenever a server has come up or gone down. It has to run what it is given, on the supervisor
     * thread, when that has taken effect: whoever reads of it and connects must find it so.
     */
    public void onChange(Consumer<Runnable> told) {
        changes = told;
    }

    /** Watches these from now on, and no others; a server that it watches already goes on as it is. */
    public void watch(Collection<Server> servers) {
        Set<Server> wanted = new HashSet<>(servers);
        watched.entrySet().removeIf(entry -> {
            boolean gone = !wanted.contains(entry.getKey());
            if (gone) {
                entry.getValue().stop();
            }
            return gone;
        });
        for (Server server : servers) {
            watched.computeIfAbsent(server, this::begin);
        }
        lookWhetherAnyIsUp();
    }

    private Watch begin(Server server) {
        Watch watch = new Watch(server);
        watch.begin();
        return watch;
    }

    /** Watches nothing any more. */
    public void close() {
        watch(List.of());
    }

    /** Connects to a server have failed so often that it is left alone for a while; or, with 0, that is over. */
    public void onEjected(Server server, Duration pause) {
        changes.accept(() -> {
            if (!pause.isZero()) {
                events.onEvent(new ServerEjected(server.name(), pause));
            }
            lookWhetherAnyIsUp();
        });
    }

    private void lookWhetherAnyIsUp() {
        boolean none = !watched.isEmpty()
                && watched.keySet().stream()
                        .noneMatch(server -> server.availability().isUp());
        if (none && !noneIsUp) {
            events.onEvent(new NoServerUp());
        }
        noneIsUp = none;
    }

    /** The checks of one server, one after the other. */
    private final class Watch {
        private final Server server;
        private final CheckResults results = new CheckResults(checks.rise(), checks.fall());
        private @Nullable Future<?> next;
        private boolean stopped;

        Watch(Server server) {
            this.server = server;
        }

        /** Somewhere within the first interval, so that checks of many servers do not come all at once. */
        void begin() {
            long intervalMs = checks.interval().toMillis();
            if (intervalMs > 0) {
                next = loop.schedule(this::run, random.nextLong(intervalMs), TimeUnit.MILLISECONDS);
            }
        }

        private void run() {
            CompletionStage<@Nullable String> result;
            try {
                result = check.of(server);
            } catch (RuntimeException e) {
                result = CompletableFuture.failedFuture(e);
            }
            result.whenComplete((fault, failure) -> {
                if (stopped) {
                    return;
                }
                // A tenth more or less, for those that began together by chance.
                long intervalMs = checks.interval().toMillis();
                long delayMs = intervalMs - intervalMs / 10 + random.nextLong(intervalMs / 5 + 1);
                next = loop.schedule(this::run, delayMs, TimeUnit.MILLISECONDS);
                if (failure != null) {
                    // The server was not asked: nothing is known of it that was not before.
                    LOG.debug("{}: no check, {}", server, failure.toString());
                } else if (results.add(fault == null)) {
                    onTurn(fault);
                }
            });
        }

        private void onTurn(@Nullable String wrong) {
            server.availability().down(!results.isUp());
            changes.accept(() -> {
                events.onEvent(wrong == null ? new ServerUp(server.name()) : new ServerDown(server.name(), wrong));
                lookWhetherAnyIsUp();
            });
        }

        void stop() {
            stopped = true;
            if (next != null) {
                next.cancel(false);
            }
        }
    }
}
