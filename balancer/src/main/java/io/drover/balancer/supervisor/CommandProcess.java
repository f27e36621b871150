/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * The processes of a command: the one that was started, whatever belongs to its session, and its descendants. A shell
 * that waits for a server dies of a SIGTERM and leaves the server, so all of them get each signal, as a service manager
 * does it; and the worker is gone only when all of them are.
 *
 * <p>Threading: the methods are safe from any thread.
 */
final class CommandProcess implements WorkerProcess {
    /** What somebody else's child does can only be looked at; a drain that ends that much later is not noticed. */
    private static final int LOOK_INTERVAL_MS = 50;

    private static final Executor LATER = CompletableFuture.delayedExecutor(LOOK_INTERVAL_MS, TimeUnit.MILLISECONDS);

    private final Process leader;
    private final boolean ownSession;
    /** Those that were seen, guarded by this: a descendant whose parent has ended can't be found any more. */
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();

    private volatile boolean terminated;
    private volatile boolean killed;

    /**
     * Wraps a process that was just started.
     *
     * @param ownSession whether it leads a session, setsid(2)
     */
    CommandProcess(Process leader, boolean ownSession) {
        this.leader = leader;
        this.ownSession = ownSession;
    }

    @Override
    public Process leader() {
        return leader;
    }

    @Override
    public long[] pids() {
        return LongStream.concat(LongStream.of(leader.pid()), others().stream().mapToLong(ProcessHandle::pid))
                .toArray();
    }

    @Override
    public void terminate() {
        terminated = true;
        Set<ProcessHandle> others = others();
        // Not Process.destroy(), which would close the input and let the guard go.
        leader.toHandle().destroy();
        others.forEach(ProcessHandle::destroy);
    }

    @Override
    public void kill() {
        killed = true;
        Set<ProcessHandle> others = others();
        leader.toHandle().destroyForcibly();
        others.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public CompletableFuture<Void> ended() {
        return leader.onExit().thenCompose(exited -> {
            CompletableFuture<Void> over = new CompletableFuture<>();
            awaitOthers(over);
            return over;
        });
    }

    /** Without a SIGTERM nobody has told the others to end, and nothing that they do is the worker's any more. */
    private void awaitOthers(CompletableFuture<Void> over) {
        Set<ProcessHandle> others = others();
        if (others.isEmpty()) {
            over.complete(null);
            return;
        }
        if (killed || !terminated) {
            others.forEach(ProcessHandle::destroyForcibly);
        }
        LATER.execute(() -> awaitEnd(others, over));
    }

    /** Looks at those only as long as one of them is there: all processes of a system may be many. */
    private void awaitEnd(Set<ProcessHandle> others, CompletableFuture<Void> over) {
        if (others.stream().anyMatch(ProcessSession::isRunning)) {
            LATER.execute(() -> awaitEnd(others, over));
        } else {
            awaitOthers(over);
        }
    }

    private synchronized Set<ProcessHandle> others() {
        if (ownSession) {
            seen.addAll(ProcessSession.members(leader.pid()));
        }
        leader.descendants().forEach(seen::add);
        seen.removeIf(process -> process.pid() == leader.pid() || !ProcessSession.isRunning(process));
        return new LinkedHashSet<>(seen);
    }
}
