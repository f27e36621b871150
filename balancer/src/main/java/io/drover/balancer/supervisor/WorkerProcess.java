/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.util.concurrent.CompletableFuture;

/**
 * What runs a worker: a process, and perhaps others that belong to it.
 *
 * <p>Threading: owned by the supervisor thread; {@link #ended} completes on another.
 */
interface WorkerProcess {

    /** Returns the process that was started: it has the worker's pid, output and exit status. */
    Process leader();

    /** Returns the pids of all that runs of it, that of the leader first. */
    long[] pids();

    /** Sends SIGTERM; what it prints from then on is still read, which Process.destroy() would not allow. */
    void terminate();

    /** Sends SIGKILL. */
    void kill();

    /** Done when the leader has an exit status. */
    CompletableFuture<Void> leaderEnded();

    /** Done when nothing of it runs any more. */
    CompletableFuture<Void> ended();

    /** Returns one that is a single process; what that may start is its own affair. */
    static WorkerProcess of(Process process) {
        ProcessExit exit = ProcessExit.of(process, () -> {});
        return new WorkerProcess() {
            @Override
            public Process leader() {
                return process;
            }

            @Override
            public long[] pids() {
                return new long[] {process.pid()};
            }

            @Override
            public void terminate() {
                process.toHandle().destroy();
            }

            @Override
            public void kill() {
                process.toHandle().destroyForcibly();
            }

            @Override
            public CompletableFuture<Void> leaderEnded() {
                return exit.leaderEnded();
            }

            @Override
            public CompletableFuture<Void> ended() {
                return exit.ended();
            }
        };
    }
}
