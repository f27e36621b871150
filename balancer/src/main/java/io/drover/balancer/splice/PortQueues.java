/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What waits at the ports of workers to be accepted: as long as that has not happened, another worker can have it.
 *
 * <p>The primary has a copy of each such listening socket, so it can accept in the worker's place; then both ends of the
 * connection are its own, and whatever was sent comes out of the far end again.
 *
 * <p>Threading: owned by the acceptor thread.
 */
final class PortQueues {
    private static final int LOOK_INTERVAL_MS = 10;

    private final List<RelayLoop> loops;
    private final ScheduledExecutorService acceptor;
    private final TcpState tcpState = new TcpState();

    PortQueues(List<RelayLoop> loops, ScheduledExecutorService acceptor) {
        this.loops = loops;
        this.acceptor = acceptor;
    }

    /**
     * Gives others what waits at a port.
     *
     * @param port of a worker that is chosen no more
     * @param done run on the acceptor thread when nothing is left
     */
    void takeBack(WorkerPort port, Runnable done) {
        // Connections that have been given to their loop, but do not wait at the port yet, do so after this turn.
        onLoops(loop -> {}, () -> takeMore(port, done));
    }

    private void takeMore(WorkerPort port, Runnable done) {
        List<QueuedConnection> queued = new ArrayList<>();
        boolean hasMore = port.takeQueue(queued);
        Runnable goOn = hasMore
                ? () -> acceptor.schedule(() -> takeMore(port, done), LOOK_INTERVAL_MS, TimeUnit.MILLISECONDS)
                : done;
        if (queued.isEmpty()) {
            // As mostly.
            goOn.run();
            return;
        }
        onLoops(loop -> loop.takeBack(port.destination(), queued), () -> {
            closeUnclaimed(port, queued);
            goOn.run();
        });
    }

    private void closeUnclaimed(WorkerPort port, List<QueuedConnection> queued) {
        for (QueuedConnection far : queued) {
            if (far.closeUnclaimed(tcpState)) {
                // It counted as one that the worker would accept.
                port.destination().countFailed();
            }
        }
    }

    private void onLoops(Consumer<RelayLoop> step, Runnable then) {
        CompletableFuture.allOf(loops.stream()
                        .map(loop -> CompletableFuture.runAsync(() -> step.accept(loop), loop::execute))
                        .toArray(CompletableFuture[]::new))
                .whenCompleteAsync((done, failure) -> then.run(), acceptor);
    }

    /**
     * Closes a port of a worker that is chosen no more. Others get what waits there; as long as there are none, or it is
     * the worker's own, the worker accepts it.
     *
     * @param hasOthers tells whether there are others
     */
    CompletableFuture<Void> close(WorkerPort port, BooleanSupplier hasOthers) {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        closeWhenTaken(port, hasOthers, () -> {
            port.close();
            closed.complete(null);
        });
        return closed;
    }

    private void closeWhenTaken(WorkerPort port, BooleanSupplier hasOthers, Runnable close) {
        boolean isGone = port.destination().isWorkerGone();
        if (port.isOurs() && (isGone || hasOthers.getAsBoolean())) {
            takeBack(port, close);
        } else if (isGone || port.destination().hasTakenAll()) {
            close.run();
        } else {
            acceptor.schedule(() -> closeWhenTaken(port, hasOthers, close), LOOK_INTERVAL_MS, TimeUnit.MILLISECONDS);
        }
    }
}
