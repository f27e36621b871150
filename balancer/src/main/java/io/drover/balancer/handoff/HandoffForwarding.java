/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.handoff;

import io.drover.balancer.dispatch.ConnectionSink;
import io.drover.balancer.dispatch.Descriptors;
import io.drover.balancer.dispatch.Forwarding;
import io.drover.balancer.dispatch.WorkerDirectory;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.core.control.ControlMessage.Sharing;
import io.drover.core.scheduling.SchedulingPolicy;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Supplier<SchedulingPolicy> policies;
    private final Path runDirectory;
    private final Executor acceptor;
    private final Executor supervisor;
    private final Map<Integer, HandoffSink> sinks = new HashMap<>();
    private WorkerDirectory directory = new WorkerDirectory(List.of());

    /**
     * Makes a forwarding without listeners.
     *
     * @param policies gives each listener its own instance
     * @param runDirectory private to this user
     * @param acceptor the acceptor thread
     * @param supervisor the supervisor thread
     */
    public HandoffForwarding(
            Supplier<SchedulingPolicy> policies, Path runDirectory, Executor acceptor, Executor supervisor) {
        this.policies = policies;
        this.runDirectory = runDirectory;
        this.acceptor = acceptor;
        this.supervisor = supervisor;
    }

    @Override
    public Sharing sharing() {
        return Sharing.LANE;
    }

    @Override
    public ConnectionSink sinkFor(int listenerId) {
        HandoffSink sink = new HandoffSink(policies.get());
        sinks.put(listenerId, sink);
        WorkerDirectory current = directory;
        acceptor.execute(() -> sink.publish(current));
        return sink;
    }

    @Override
    public FileDescriptor descriptorFor(WorkerLoad worker, int listenerId, FileDescriptor listening)
            throws IOException {
        Lane lane = Lane.to(worker, runDirectory);
        HandoffSink sink = sink(listenerId);
        acceptor.execute(() -> sink.addLane(lane));
        return lane.workerEnd();
    }

    @Override
    public void accepting(WorkerLoad worker, int listenerId) {
        HandoffSink sink = sink(listenerId);
        acceptor.execute(() -> sink.accepting(worker));
    }

    @Override
    public void stopListening(WorkerLoad worker, int listenerId) {
        HandoffSink sink = sink(listenerId);
        acceptor.execute(() -> sink.remove(worker));
    }

    @Override
    public void closed(int listenerId) {
        sinks.remove(listenerId);
    }

    @Override
    public void publish(WorkerDirectory published, Runnable done) {
        directory = published;
        onAcceptor(sink -> sink.publish(published), done);
    }

    @Override
    public void hand(WorkerLoad worker, int fd) {
        List<HandoffSink> all = List.copyOf(sinks.values());
        acceptor.execute(() -> {
            if (all.stream().noneMatch(sink -> sink.hand(worker, fd))) {
                Descriptors.close(fd);
            }
        });
    }

    @Override
    public void giveBack(int listenerId, int fd) {
        HandoffSink sink = sinks.get(listenerId);
        if (sink == null) {
            Descriptors.close(fd);
        } else {
            acceptor.execute(() -> sink.giveBack(fd));
        }
    }

    @Override
    public void giveBack(int listenerId, int fd, WorkerLoad to) {
        HandoffSink sink = sinks.get(listenerId);
        if (sink == null) {
            Descriptors.close(fd);
        } else {
            acceptor.execute(() -> sink.giveBack(fd, to));
        }
    }

    @Override
    public void relieve(WorkerLoad worker) {
        List<HandoffSink> all = List.copyOf(sinks.values());
        acceptor.execute(() -> all.forEach(sink -> sink.relieve(worker)));
    }

    @Override
    public void withdraw(WorkerLoad worker, Runnable done) {
        onAcceptor(sink -> sink.remove(worker), done);
    }

    @Override
    public void dismiss(WorkerLoad worker, Runnable done) {
        onAcceptor(sink -> sink.close(worker), done);
    }

    private void onAcceptor(Consumer<HandoffSink> step, Runnable done) {
        List<HandoffSink> all = List.copyOf(sinks.values());
        acceptor.execute(() -> {
            all.forEach(step);
            supervisor.execute(done);
        });
    }

    private HandoffSink sink(int listenerId) {
        HandoffSink sink = sinks.get(listenerId);
        if (sink == null) {
            throw new IllegalArgumentException(
                    "listener: " + listenerId + " (expected: one of " + sinks.keySet() + ")");
        }
        return sink;
    }
}
