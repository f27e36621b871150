/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.util.concurrent.CompletableFuture;

/**
 * Waits for the exit of a process, on a thread that begins with it. {@link Process#onExit} wants one for each process when
 * it ends, and where the system has none left by then, the news is lost for good.
 *
 * <p>Threading: safe from any thread.
 */
final class ProcessExit {
    private final CompletableFuture<Void> leaderEnded = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private ProcessExit() {}

    /**
     * Begins to wait.
     *
     * @param rest waits for what else is to end, on the same thread
     * @throws OutOfMemoryError where there is no thread for it; the process is killed then, as nobody would know of it
     */
    static ProcessExit of(Process leader, Runnable rest) {
        ProcessExit exit = new ProcessExit();
        Thread thread = new Thread(() -> exit.await(leader, rest), "exit-" + leader.pid());
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            leader.destroyForcibly();
            throw e;
        }
        return exit;
    }

    private void await(Process leader, Runnable rest) {
        try {
            leader.waitFor();
            leaderEnded.complete(null);
            rest.run();
            ended.complete(null);
        } catch (InterruptedException e) {
            // Nobody has a reference to this thread.
            throw new IllegalStateException(e);
        }
    }

    /** Done when the process has an exit status. */
    CompletableFuture<Void> leaderEnded() {
        return leaderEnded;
    }

    /** Done when the rest has ended too. */
    CompletableFuture<Void> ended() {
        return ended;
    }
}
