/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import io.drover.balancer.dispatch.ConnectionSink;
import io.netty.channel.IoEventLoop;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * All acceptors of the primary.
 *
 * <p>Threading: owned by the acceptor thread; safe from any thread: {@code request…}.
 */
public final class Acceptors {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(Acceptors.class);

    private final IoEventLoop loop;
    private final List<Acceptor> acceptors = new ArrayList<>();

    /**
     * Makes none yet.
     *
     * @param loop the acceptor thread
     */
    public Acceptors(IoEventLoop loop) {
        this.loop = loop;
    }

    /** Accepts on a listener from now on. */
    public void requestOpen(Listener listener, ConnectionSink sink) {
        loop.execute(() -> {
            Acceptor acceptor = new Acceptor(listener, sink, loop);
            acceptors.add(acceptor);
            acceptor.start();
        });
    }

    /** Gives what the kernel has queued to workers and accepts no more; done when that has happened. */
    public CompletableFuture<Void> requestStop() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        loop.execute(() -> {
            acceptors.forEach(Acceptor::stop);
            LOG.debug("all acceptors have stopped");
            stopped.complete(null);
        });
        return stopped;
    }
}
