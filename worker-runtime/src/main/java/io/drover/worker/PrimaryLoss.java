/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker;

import io.drover.core.control.WorkerEnvironment;
import io.drover.core.rundir.RunDirectory;
import io.drover.worker.drain.Drain;
import io.netty.channel.EventLoop;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process of a worker whose primary is gone: drained where the app lets it, and at the deadline in any case.
 *
 * <p>Nobody is left who could kill a worker that does not end, so it does that itself, from the control loop, which runs
 * even while the app's own event loops are blocked.
 */
final class PrimaryLoss {
    private static final int EXIT_CODE = 0;

    /** For the app's own shutdown hooks, once the connections are done. */
    private static final int GRACE_MS = 2_000;

    private final WorkerEnvironment environment;

    PrimaryLoss(WorkerEnvironment environment) {
        this.environment = environment;
    }

    void end(Drain drain, int drainTimeoutMs, EventLoop controlLoop) {
        removeRunDirectory(environment);
        controlLoop.schedule(
                () -> Runtime.getRuntime().halt(EXIT_CODE), (long) drainTimeoutMs + GRACE_MS, TimeUnit.MILLISECONDS);
        // Not on the control loop, which must be free to halt.
        drain.onEnd(
                abandoned -> WorkerThreads.drain(() -> System.exit(EXIT_CODE)).start());
    }

    /** Removes what the primary has left, unless it is there after all. */
    static void removeRunDirectory(WorkerEnvironment environment) {
        @Nullable Path directory = environment.control().getParent();
        RunDirectory.removeAbandoned(Objects.requireNonNull(directory));
    }
}
