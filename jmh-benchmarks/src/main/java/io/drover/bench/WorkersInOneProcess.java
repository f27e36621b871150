/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench;

import io.drover.balancer.dispatch.ConnectionSink;
import io.drover.balancer.dispatch.WorkerDirectory;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.handoff.HandoffForwarding;
import io.drover.core.scheduling.SchedulingPolicy;
import io.drover.core.scoreboard.Scoreboard;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Ready workers as the primary knows them: each has a block of a mapped scoreboard file and a lane. What is missing is
 * the processes: whoever uses this class also plays the workers.
 *
 * <p>Threading: owned by one thread, which is the primary's acceptor and supervisor in one.
 */
public final class WorkersInOneProcess implements AutoCloseable {
    private static final int LISTENER_ID = 1;

    private final ScratchDirectory directory;
    private final HandoffForwarding forwarding;
    private final ConnectionSink sink;
    private final List<WorkerLoad> loads = new ArrayList<>();
    private final List<Socket> intakes = new ArrayList<>();

    private WorkersInOneProcess(ScratchDirectory directory, SchedulingPolicy policy) {
        this.directory = directory;
        this.forwarding = new HandoffForwarding(() -> policy, directory.path(), true, Runnable::run, Runnable::run);
        this.sink = forwarding.sinkFor(LISTENER_ID);
    }

    /**
     * Starts workers in the slots from 0.
     *
     * @param count how many, at least 1
     * @param policy chooses among them
     */
    public static WorkersInOneProcess start(int count, SchedulingPolicy policy) throws IOException {
        Epoll.ensureAvailability();
        WorkersInOneProcess workers = new WorkersInOneProcess(ScratchDirectory.create(), policy);
        Scoreboard scoreboard = Scoreboard.create(workers.directory.path().resolve("scoreboard"), count);
        for (int slot = 0; slot < count; slot++) {
            workers.join(new WorkerLoad(slot, slot + 1, scoreboard.block(slot)));
        }
        workers.forwarding.publish(new WorkerDirectory(workers.loads), () -> {});
        return workers;
    }

    private void join(WorkerLoad worker) throws IOException {
        worker.block().assign(worker.workerId(), worker.slot(), 1);
        FileDescriptor intake = forwarding.descriptorFor(worker, LISTENER_ID, new FileDescriptor(0));
        forwarding.accepting(worker, LISTENER_ID);
        loads.add(worker);
        intakes.add(new Socket(intake.intValue()));
    }

    /** Returns what the acceptor gives its connections to. */
    public ConnectionSink sink() {
        return sink;
    }

    /** Returns the primary's count for the worker in a slot. */
    public WorkerLoad load(int slot) {
        return loads.get(slot);
    }

    /**
     * Takes a connection as the worker in a slot does, and counts it.
     *
     * @return a new descriptor of it, owned by the caller
     */
    public int receive(int slot) throws IOException {
        int fd = intakes.get(slot).recvFd();
        if (fd <= 0) {
            throw new IOException("recvFd: " + fd + " (expected: the descriptor that was sent)");
        }
        loads.get(slot).block().addReceived();
        return fd;
    }

    @Override
    public void close() throws IOException {
        for (WorkerLoad worker : loads) {
            forwarding.withdraw(worker, () -> {});
        }
        directory.close();
    }
}
