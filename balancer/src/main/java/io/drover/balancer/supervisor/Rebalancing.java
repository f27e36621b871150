/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.events.ClusterEvent.WorkerRebalanced;
import io.drover.balancer.events.ClusterListener;
import io.drover.core.config.ClusterConfig;
import io.drover.core.control.ControlMessage.GiveBack;
import io.drover.core.scoreboard.WorkerBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gets new workers their share of connections that are open already: clients that keep theirs would otherwise never come
 * to a worker that was started after them. In rounds, those that have more than an even share are asked for idle
 * connections, which go straight to the new ones; a busy connection may be idle in the next round.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class Rebalancing {
    /** Long enough for what was asked for to have arrived, and be counted, before the next round. */
    private static final long ROUND_NS = TimeUnit.MILLISECONDS.toNanos(300);

    /** A minute of them; by then all that will ever be idle has been. */
    private static final int MAX_ROUNDS = 200;

    private final boolean enabled;
    private final long delayNs;
    private final WorkerTable workers;
    private final ClusterListener events;
    private final List<Newcomer> newcomers = new ArrayList<>();
    private long nextRoundNs;

    /** A worker on its way to its share. */
    private static final class Newcomer {
        final WorkerHandle worker;
        final long beginsNs;
        int rounds;
        int lacking;
        int got;

        Newcomer(WorkerHandle worker, long beginsNs) {
            this.worker = worker;
            this.beginsNs = beginsNs;
        }
    }

    /**
     * Makes it.
     *
     * @param config tells whether it does anything; a worker that starts slowly is warm first
     */
    Rebalancing(ClusterConfig.Queueing config, WorkerTable workers, ClusterListener events) {
        this.enabled = config.rebalance();
        this.delayNs = config.slowStart().toNanos();
        this.workers = workers;
        this.events = events;
    }

    /** A worker comes into rotation. */
    void onReady(WorkerHandle worker, long nowNs) {
        if (enabled && takesPart(worker)) {
            newcomers.add(new Newcomer(worker, nowNs + delayNs));
            nextRoundNs = nowNs;
        }
    }

    /** Begins the next round where it is due. */
    void advance(long nowNs) {
        if (newcomers.isEmpty() || nowNs - nextRoundNs < 0) {
            return;
        }
        nextRoundNs = nowNs + ROUND_NS;
        List<WorkerHandle> all =
                workers.live().stream().filter(Rebalancing::takesPart).toList();
        long share = all.stream().mapToLong(Rebalancing::open).sum() / Math.max(1, all.size());
        newcomers.stream()
                .filter(newcomer -> nowNs - newcomer.beginsNs >= 0)
                .forEach(newcomer -> look(newcomer, share));
        newcomers.removeIf(newcomer -> isOver(newcomer, nowNs));
        ask(
                all,
                share,
                newcomers.stream().mapToInt(newcomer -> newcomer.lacking).sum());
    }

    /** One that knows nothing of the cluster can't say which of its connections are idle. */
    private static boolean takesPart(WorkerHandle worker) {
        return worker.isInRotation()
                && worker.hasSession()
                && !worker.isUnaware()
                && !worker.intake().isStalled();
    }

    private static long open(WorkerHandle worker) {
        WorkerBlock block = worker.load().block();
        return block.sent() - block.closed();
    }

    private static void look(Newcomer newcomer, long share) {
        newcomer.rounds++;
        // No more at a time than its lane takes: the rest would go to just anybody.
        newcomer.lacking = (int) Math.max(0, Math.min(share - open(newcomer.worker), WorkerLoad.FULL_WINDOW));
    }

    private boolean isOver(Newcomer newcomer, long nowNs) {
        boolean over = !takesPart(newcomer.worker)
                || newcomer.rounds > MAX_ROUNDS
                || (nowNs - newcomer.beginsNs >= 0 && newcomer.lacking == 0);
        if (over && newcomer.got > 0) {
            events.onEvent(new WorkerRebalanced(newcomer.worker.name(), newcomer.got));
        }
        return over;
    }

    /** Each gives in proportion to what it has too many, and none so much that it lacks some itself. */
    private static void ask(List<WorkerHandle> all, long share, int lacking) {
        long tooMany = all.stream().mapToLong(worker -> surplus(worker, share)).sum();
        if (lacking == 0 || tooMany == 0) {
            return;
        }
        for (WorkerHandle worker : all) {
            long surplus = surplus(worker, share);
            long part = Math.min(surplus, (lacking * surplus + tooMany - 1) / tooMany);
            if (part > 0) {
                worker.send(new GiveBack((int) part));
            }
        }
    }

    private static long surplus(WorkerHandle worker, long share) {
        return Math.max(0, open(worker) - share);
    }

    /** Returns who is to get a connection that was given back, or null where nobody lacks any. */
    @Nullable
    WorkerLoad recipient() {
        Newcomer poorest = newcomers.stream()
                .max(Comparator.comparingInt(newcomer -> newcomer.lacking))
                .orElse(null);
        if (poorest == null || poorest.lacking == 0) {
            return null;
        }
        poorest.lacking--;
        poorest.got++;
        return poorest.worker.load();
    }
}
