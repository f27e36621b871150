/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.handoff;

import io.drover.balancer.dispatch.ConnectionSink;
import io.drover.balancer.dispatch.Descriptors;
import io.drover.balancer.dispatch.Forwarding;
import io.drover.balancer.dispatch.ListenerSinks;
import io.drover.balancer.dispatch.WorkerDirectory;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.core.control.ControlMessage.Sharing;
import io.drover.core.scheduling.SchedulingPolicy;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Forwarding by passed descriptors.
 *
 * <p>Threading: owned by the supervisor thread, which keeps the map of sinks; the sinks themselves are only touched by
 * tasks on the acceptor thread.
 */
public final class HandoffForwarding implements Forwarding {
    /** Connections that come in a flood. A ring takes some megabytes, and as long to open as thousands of them. */
    private static final int RING_PAYS_AFTER = 4096;

    private final Supplier<SchedulingPolicy> policies;
    private final Path runDirectory;
    private final boolean mayUseRing;
    private final ListenerSinks<HandoffSink> sinks;
    private WorkerDirectory directory = new WorkerDirectory(List.of());

    /**
     * Makes a forwarding without listeners.
     *
     * @param policies gives each listener its own instance
     * @param runDirectory private to this user
     * @param mayUseRing whether connections may be sent many at a time, through io_uring
     * @param acceptor the acceptor thread
     * @param supervisor the supervisor thread
     */
    public HandoffForwarding(
            Supplier<SchedulingPolicy> policies,
            Path runDirectory,
            boolean mayUseRing,
            Executor acceptor,
            Executor supervisor) {
        this.policies = policies;
        this.runDirectory = runDirectory;
        this.mayUseRing = mayUseRing;
        this.sinks = new ListenerSinks<>(acceptor, supervisor);
    }

    @Override
    public Sharing sharing() {
        return Sharing.LANE;
    }

    @Override
    public ConnectionSink sinkFor(int listenerId) {
        HandoffSink sink =
                new HandoffSink(policies.get(), mayUseRing ? new RingOnDemand(RING_PAYS_AFTER) : RingOnDemand.never());
        WorkerDirectory current = directory;
        sinks.add(listenerId, sink, begun -> begun.publish(current));
        return sink;
    }

    @Override
    public FileDescriptor descriptorFor(WorkerLoad worker, int listenerId, FileDescriptor listening)
            throws IOException {
        Lane lane = Lane.to(worker, runDirectory);
        sinks.with(listenerId, sink -> sink.addLane(lane));
        return lane.workerEnd();
    }

    @Override
    public void accepting(WorkerLoad worker, int listenerId) {
        sinks.with(listenerId, sink -> sink.accepting(worker));
    }

    @Override
    public void stopListening(WorkerLoad worker, int listenerId) {
        sinks.with(listenerId, sink -> sink.remove(worker));
    }

    @Override
    public void closed(int listenerId) {
        sinks.remove(listenerId);
    }

    @Override
    public void publish(WorkerDirectory published, Runnable done) {
        directory = published;
        sinks.each(sink -> sink.publish(published), done);
    }

    @Override
    public void hand(WorkerLoad worker, int fd) {
        sinks.offer(fd, sink -> sink.hand(worker, fd));
    }

    @Override
    public void giveBack(int listenerId, int fd) {
        giveBack(listenerId, fd, sink -> sink.giveBack(fd));
    }

    @Override
    public void giveBack(int listenerId, int fd, WorkerLoad to) {
        giveBack(listenerId, fd, sink -> sink.giveBack(fd, to));
    }

    private void giveBack(int listenerId, int fd, Consumer<HandoffSink> step) {
        if (sinks.find(listenerId) == null) {
            Descriptors.close(fd);
        } else {
            sinks.with(listenerId, step);
        }
    }

    @Override
    public void relieve(WorkerLoad worker) {
        sinks.each(sink -> sink.relieve(worker));
    }

    @Override
    public void withdraw(WorkerLoad worker, Runnable done) {
        sinks.each(sink -> sink.remove(worker), done);
    }

    @Override
    public void dismiss(WorkerLoad worker, Runnable done) {
        sinks.each(sink -> sink.close(worker), done);
    }
}
