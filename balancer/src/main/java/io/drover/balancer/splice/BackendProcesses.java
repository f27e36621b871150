/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.WorkerLoad;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The processes that may hold the backend's end of a connection, as far as they are known.
 *
 * <p>The kernel closes the sockets of a process that dies as if that had closed them. But it lets go of its memory, and of
 * the link to its program (proc(5)), before: whoever reads the end of a stream and still finds the link knows that the
 * program closed the socket. Where it is gone the program may have closed the socket and ended right after; its exit
 * status tells, where it is a child of ours. Nobody may take a part for the whole, so all else counts as a death.
 *
 * <p>Threading: safe from any thread.
 */
final class BackendProcesses {
    /** What the end of a stream means. */
    enum End {
        IN_ORDER,
        /** The process is ending, and will have an exit status any moment. */
        UNDECIDED,
        DEATH
    }

    /** Nothing is known of them, as of another machine's. */
    static final BackendProcesses UNKNOWN = new BackendProcesses(null, null, new File[0]);

    private final @Nullable WorkerLoad worker;
    private final @Nullable File child;
    private final File[] holders;

    private BackendProcesses(@Nullable WorkerLoad worker, @Nullable File child, File[] holders) {
        this.worker = worker;
        this.child = child;
        this.holders = holders;
    }

    /**
     * Returns those of a worker.
     *
     * @param pid of the process that was started
     * @param listening processes of the worker, perhaps others, that accept its connections; without any it is that one
     */
    static BackendProcesses ofWorker(WorkerLoad worker, long pid, long... listening) {
        File child = linkOf(pid);
        if (pid <= 0 || isGone(child)) {
            return UNKNOWN;
        }
        File[] holders =
                LongStream.of(listening).mapToObj(BackendProcesses::linkOf).toArray(File[]::new);
        return new BackendProcesses(worker, child, holders.length == 0 ? new File[] {child} : holders);
    }

    /** Returns that of a server which others have started, where it is there. */
    static BackendProcesses ofServer(long pid) {
        File link = linkOf(pid);
        return pid <= 0 || isGone(link) ? UNKNOWN : new BackendProcesses(null, null, new File[] {link});
    }

    private static File linkOf(long pid) {
        return new File("/proc/" + pid + "/exe");
    }

    /** Tells whether the worker's own process has ended, where that can be known. */
    boolean isWorkerGone() {
        return child != null && isGone(child);
    }

    /** Returns those that can get a new connection: one of several that has ended has nothing to do with it. */
    BackendProcesses current() {
        if (holders.length < 2 || Arrays.stream(holders).noneMatch(BackendProcesses::isGone)) {
            return this;
        }
        File[] left = Arrays.stream(holders).filter(holder -> !isGone(holder)).toArray(File[]::new);
        return left.length == 0 ? this : new BackendProcesses(worker, child, left);
    }

    /** Returns what it means that a stream from there has ended by now. */
    End end() {
        End end = End.IN_ORDER;
        for (File holder : holders) {
            if (isGone(holder)) {
                End its = endOf(holder);
                end = its.compareTo(end) > 0 ? its : end;
            }
        }
        return end;
    }

    private End endOf(File gone) {
        if (worker == null || !gone.equals(child)) {
            return End.DEATH;
        }
        int status = worker.exitStatus();
        if (status == WorkerLoad.NOT_ENDED) {
            return End.UNDECIDED;
        }
        return status == 0 ? End.IN_ORDER : End.DEATH;
    }

    private static boolean isGone(File link) {
        if (link.exists()) {
            return false;
        }
        try {
            Files.readSymbolicLink(link.toPath());
            return false;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            // A program that nobody may look at (prctl(2), PR_SET_DUMPABLE); or it ended between two looks.
            return !new File(link.getParent()).exists();
        }
    }
}
