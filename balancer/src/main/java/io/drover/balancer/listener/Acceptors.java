/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import io.drover.balancer.dispatch.ConnectionSink;
import io.drover.core.time.NanoClock;
import io.netty.channel.IoEventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * All acceptors of the primary.
 *
 * <p>Threading: owned by the acceptor thread; safe from any thread: {@code request…}.
 */
public final class Acceptors {
    private final IoEventLoop loop;
    private final AcceptPace pace;
    private final int queueTimeoutMs;
    private final List<Acceptor> acceptors = new ArrayList<>();

    /**
     * Makes none yet.
     *
     * @param loop the acceptor thread
     * @param isLoopShared whether that thread has more to do than to accept
     * @param queueTimeoutMs after that long without room waiting clients are turned away; 0 for never
     */
    public Acceptors(IoEventLoop loop, boolean isLoopShared, int queueTimeoutMs) {
        this.loop = loop;
        this.pace = new AcceptPace(NanoClock.SYSTEM, Acceptors::letOthersRun, !isLoopShared);
        this.queueTimeoutMs = queueTimeoutMs;
    }

    /** Accepts on a listener from now on. */
    public void requestOpen(Listener listener, ConnectionSink sink) {
        loop.execute(() -> {
            Acceptor acceptor = new Acceptor(listener, sink, loop, pace, queueTimeoutMs);
            acceptors.add(acceptor);
            acceptor.start();
        });
    }

    /**
     * Accepts no more on a listener, and closes it; what the kernel has queued is reset, as it is without a cluster.
     *
     * @return done when its address can be had again
     */
    public CompletableFuture<Void> requestClose(Listener listener) {
        return CompletableFuture.runAsync(
                () -> {
                    acceptors.removeIf(acceptor -> {
                        boolean isIts = acceptor.isOf(listener);
                        if (isIts) {
                            acceptor.close();
                        }
                        return isIts;
                    });
                    listener.close();
                },
                loop);
    }

    /**
     * Gives what the kernel has queued to workers and accepts no more; done when that has happened.
     *
     * @param graceMs how long to wait for room where no worker has any
     */
    public CompletableFuture<Void> requestStop(int graceMs) {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        loop.execute(() -> {
            List<CompletableFuture<Void>> each = new ArrayList<>();
            for (Acceptor acceptor : acceptors) {
                CompletableFuture<Void> done = new CompletableFuture<>();
                each.add(done);
                acceptor.stop(graceMs, () -> done.complete(null));
            }
            CompletableFuture.allOf(each.toArray(CompletableFuture[]::new)).thenRun(() -> stopped.complete(null));
        });
        return stopped;
    }

    @SuppressWarnings("ThreadPriorityCheck") // Nothing waits for what others do meanwhile: it only costs less later.
    private static void letOthersRun() {
        Thread.yield();
    }
}
