/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * The processes of a command: the one that was started, whatever belongs to its session, and its descendants. A shell
 * that waits for a server dies of a SIGTERM and leaves the server, so all of them get each signal, as a service manager
 * does it; and the worker is gone only when all of them are.
 *
 * <p>Threading: the methods are safe from any thread.
 */
final class CommandProcess implements WorkerProcess {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(CommandProcess.class);

    /** What somebody else's child does can only be looked at; a drain that ends that much later is not noticed. */
    private static final long LOOK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Process leader;
    private final boolean ownSession;
    private final ProcessExit exit;

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
        this.exit = ProcessExit.of(leader, this::awaitRest);
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
    public CompletableFuture<Void> leaderEnded() {
        return exit.leaderEnded();
    }

    @Override
    public CompletableFuture<Void> ended() {
        return exit.ended();
    }

    private void awaitRest() {
        letGuardGo();
        awaitOthers();
    }

    /** The JDK closes the input too, but only when nobody has the output open any more: and the guard has. */
    private void letGuardGo() {
        try {
            leader.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("the input of {} is closed already", leader.pid(), e);
        }
    }

    /** Without a SIGTERM nobody has told the others to end, and nothing that they do is the worker's any more. */
    private void awaitOthers() {
        for (Set<ProcessHandle> others = others(); !others.isEmpty(); others = others()) {
            if (killed || !terminated) {
                others.forEach(ProcessHandle::destroyForcibly);
            }
            // Only at those as long as one of them is there: all processes of a system may be many.
            do {
                LockSupport.parkNanos(LOOK_INTERVAL_NS);
            } while (others.stream().anyMatch(ProcessSession::isRunning));
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
