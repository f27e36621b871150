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
import io.netty.channel.unix.FileDescriptor;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * {@code --policy=none}: every worker gets the listening socket itself and accepts on it; the kernel decides who is
 * woken. The primary opens the socket and is done.
 *
 * <p>Threading: owned by the supervisor thread.
 */
public final class SharedListenerForwarding implements Forwarding {
    private final Executor supervisor;

    public SharedListenerForwarding(Executor supervisor) {
        this.supervisor = supervisor;
    }

    @Override
    public Sharing sharing() {
        return Sharing.LISTENER;
    }

    @Override
    public @Nullable ConnectionSink sinkFor(int listenerId) {
        return null;
    }

    @Override
    public FileDescriptor descriptorFor(WorkerLoad worker, int listenerId, FileDescriptor listening) {
        return listening;
    }

    @Override
    public void accepting(WorkerLoad worker, int listenerId) {
        // It accepts: nobody asks the primary.
    }

    @Override
    public void stopListening(WorkerLoad worker, int listenerId) {
        // It has closed its copy; what is queued is accepted by the others.
    }

    @Override
    public void closed(int listenerId) {
        // Every worker has closed its copy, and the primary its own.
    }

    @Override
    public void publish(WorkerDirectory directory, Runnable done) {
        // Whoever has the socket accepts.
        supervisor.execute(done);
    }

    @Override
    public void hand(WorkerLoad worker, int fd) {
        // The configuration does not allow it with this policy.
        throw new UnsupportedOperationException("no connection can be handed to a certain worker");
    }

    @Override
    public void giveBack(int listenerId, int fd) {
        // Workers are told that nobody takes it.
        Descriptors.close(fd);
    }

    @Override
    public void relieve(WorkerLoad worker) {
        // It was given nothing.
    }

    @Override
    public void withdraw(WorkerLoad worker, Runnable done) {
        supervisor.execute(done);
    }

    @Override
    public void dismiss(WorkerLoad worker, Runnable done) {
        supervisor.execute(done);
    }
}
