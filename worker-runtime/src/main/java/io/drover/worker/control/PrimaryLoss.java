/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.control;

import io.drover.core.control.WorkerEnvironment;
import io.drover.core.rundir.RunDirectory;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process of a worker whose primary is gone: drained where the app lets it, and at the deadline in any case.
 *
 * <p>Nobody is left who could kill a worker that does not end, so it does that itself, from the control thread, which runs
 * even while the app's own event loops are blocked.
 *
 * <p>Threading: safe from any thread.
 */
public final class PrimaryLoss {
    private static final int EXIT_CODE = 0;

    /** For the app's own shutdown hooks, once the connections are done. */
    private static final int GRACE_MS = 2_000;

    private PrimaryLoss() {}

    /** Removes what the primary has left, and has this process end by the deadline. */
    public static void endBy(int drainTimeoutMs, WorkerEnvironment environment, ScheduledExecutorService control) {
        removeRunDirectory(environment);
        control.schedule(
                () -> Runtime.getRuntime().halt(EXIT_CODE), (long) drainTimeoutMs + GRACE_MS, TimeUnit.MILLISECONDS);
    }

    /** Ends this process as the app would, its shutdown hooks included; returns at once. */
    public static void endNow() {
        // Not on the control thread, which must be free to halt.
        Thread exit = new Thread(() -> System.exit(EXIT_CODE), "drover-exit");
        exit.setDaemon(true);
        exit.start();
    }

    /** Removes what the primary has left, unless it is there after all. */
    public static void removeRunDirectory(WorkerEnvironment environment) {
        @Nullable Path directory = environment.control().getParent();
        RunDirectory.removeAbandoned(Objects.requireNonNull(directory));
    }
}
