/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.events.ClusterEvent.ClusterStopping;
import io.drover.balancer.events.ClusterListener;
import io.drover.balancer.listener.Acceptors;
import io.drover.balancer.listener.ListenerTable;
import io.drover.core.time.NanoClock;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The end of the cluster: first what the kernel has queued goes to workers, then nobody can connect, then the workers
 * drain, and when the last is gone it is over.
 *
 * <p>Threading: owned by the supervisor thread; safe from any thread: {@link #ended}.
 */
final class ClusterEnding {
    /** Why something can't be any more, or happens to a worker. */
    static final String WHY = "the cluster is stopping";

    private final EventLoop loop;
    private final Acceptors acceptors;
    private final ListenerTable listeners;
    private final WorkerTable workers;
    private final ClusterListener events;
    private final NanoClock clock;
    private final int queueGraceMs;
    private final CompletableFuture<ClusterEnd> ended = new CompletableFuture<>();
    private boolean listenersClosed;
    private long beganNs;
    private @Nullable ClusterEnd with;

    /**
     * Makes an end that has not begun.
     *
     * @param queueGraceMs how long what is queued may wait for a worker with room
     */
    ClusterEnding(
            EventLoop loop,
            Acceptors acceptors,
            ListenerTable listeners,
            WorkerTable workers,
            ClusterListener events,
            NanoClock clock,
            int queueGraceMs) {
        this.loop = loop;
        this.acceptors = acceptors;
        this.listeners = listeners;
        this.workers = workers;
        this.events = events;
        this.clock = clock;
        this.queueGraceMs = queueGraceMs;
    }

    boolean hasBegun() {
        return with != null;
    }

    /** Returns when it began; all workers share one deadline that counts from there. */
    long beganNs() {
        return beganNs;
    }

    /**
     * Begins; the first reason stays. Returns whether this was it.
     *
     * @param drainAll run when nobody can connect any more
     */
    boolean begin(String why, ClusterEnd end, Runnable drainAll) {
        if (with != null) {
            return false;
        }
        with = end;
        beganNs = clock.nanoTime();
        events.onEvent(new ClusterStopping(why));
        acceptors
                .requestStop(queueGraceMs)
                .thenRun(() -> loop.execute(() -> {
                    listeners.closeAll();
                    listenersClosed = true;
                    drainAll.run();
                    completeIfOver();
                }));
        return true;
    }

    void completeIfOver() {
        if (with != null && listenersClosed && workers.live().isEmpty()) {
            ended.complete(with);
        }
    }

    CompletableFuture<ClusterEnd> ended() {
        return ended;
    }
}
