/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.dispatch.Forwarding;
import io.drover.core.lifecycle.WorkerState;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Has new workers prove that they serve before clients get to them.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class Probes {
    private static final int RETRY_MS = 250;

    private final String path;
    private final Forwarding forwarding;
    private final EventLoop loop;
    private final Consumer<WorkerHandle> onProven;
    private final BiConsumer<WorkerHandle, String> onFailed;

    /**
     * Makes probes of a path.
     *
     * @param onProven told of a worker that has answered well
     * @param onFailed told of a worker that has not, and why
     */
    Probes(
            String path,
            Forwarding forwarding,
            EventLoop loop,
            Consumer<WorkerHandle> onProven,
            BiConsumer<WorkerHandle, String> onFailed) {
        this.path = path;
        this.forwarding = forwarding;
        this.loop = loop;
        this.onProven = onProven;
        this.onFailed = onFailed;
    }

    /** Asks a worker, again and again where it says that it is not ready yet, until its ready timeout ends it. */
    void begin(WorkerHandle worker) {
        HttpProbe.send(path, loop, fd -> forwarding.hand(worker.load(), fd)).whenComplete((status, failure) -> {
            if (!worker.is(WorkerState.STARTING)) {
                return;
            }
            if (failure == null && HttpProbe.isGood(status)) {
                onProven.accept(worker);
            } else if (failure != null || HttpProbe.isNotYet(status)) {
                loop.schedule(() -> begin(worker), RETRY_MS, TimeUnit.MILLISECONDS);
            } else {
                onFailed.accept(worker, "probe: GET " + path + " was answered " + status + " (expected: 2xx)");
            }
        });
    }
}
