/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import io.drover.core.control.ControlMessage.Sharing;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One way of getting connections to workers.
 *
 * <p>Threading: owned by the supervisor thread; what it has to do on the acceptor thread it passes on itself.
 */
public interface Forwarding {

    /** The cluster begins. Called once, before there is a listener or a worker. */
    default void begin() {}

    /** Returns what a worker gets for a listener. */
    Sharing sharing();

    /** Returns where the connections of a new listener go, or null when the primary does not accept them at all. */
    @Nullable
    ConnectionSink sinkFor(int listenerId);

    /**
     * Returns the descriptor that a worker is to get for a listener; it stays owned by the primary.
     *
     * @param worker who asks
     * @param listenerId of the listener
     * @param listening the listening socket
     * @throws IOException when it can't be made
     */
    FileDescriptor descriptorFor(WorkerLoad worker, int listenerId, FileDescriptor listening) throws IOException;

    /**
     * Names the loopback port on which a worker listens that can't be given a descriptor.
     *
     * @param worker who listens, sooner or later
     * @param port from 1 to 65535
     * @param pid of its process
     */
    default void reach(WorkerLoad worker, int port, long pid) {
        throw new UnsupportedOperationException("this worker can't be given a descriptor");
    }

    /**
     * Names the processes that accept the connections of such a worker: their ends are the connections' ends.
     *
     * @param worker who listens
     * @param pid of its process
     * @param listening those of its processes that listen, that one or others; empty where they can't be known
     */
    default void runsAs(WorkerLoad worker, long pid, long[] listening) {}

    /** A worker reads what it got for a listener: connections may come as soon as it is in the directory. */
    void accepting(WorkerLoad worker, int listenerId);

    /** A worker no longer listens: takes back what it has not read. */
    void stopListening(WorkerLoad worker, int listenerId);

    /** A listener is closed: no worker has it any more. */
    void closed(int listenerId);

    /**
     * Says who may get connections from now on.
     *
     * @param directory all who may
     * @param done run on the supervisor thread when it has taken effect
     */
    void publish(WorkerDirectory directory, Runnable done);

    /**
     * Gives a worker a connection of the primary's own, whether it is in the directory or not.
     *
     * @param fd of the connection; owned by the forwarding from now on
     */
    void hand(WorkerLoad worker, int fd);

    /**
     * A worker serves a connection no longer: another gets it.
     *
     * @param listenerId where it came from
     * @param fd of the connection; owned by the forwarding from now on
     */
    void giveBack(int listenerId, int fd);

    /**
     * A worker gives a connection to a certain other one, which gets it where it can take it.
     *
     * @param listenerId where it came from
     * @param fd of the connection; owned by the forwarding from now on
     * @param to who is to get it
     */
    default void giveBack(int listenerId, int fd, WorkerLoad to) {
        giveBack(listenerId, fd);
    }

    /** A worker, not in the directory for the time being, does not take what it was given: others get it. */
    void relieve(WorkerLoad worker);

    /** Says who may get connections from now on, where nobody waits for it to take effect. */
    default void publish(WorkerDirectory directory) {
        publish(directory, () -> {});
    }

    /**
     * A worker gets no more connections: takes back what it has not read and gives it to others.
     *
     * @param worker not in the directory any more
     * @param done run on the supervisor thread when that has happened
     */
    void withdraw(WorkerLoad worker, Runnable done);

    /**
     * Every worker is gone and nobody can connect any more: done when no connection is left that goes through this
     * process.
     *
     * @param timeoutMs after that long the rest is cut off
     */
    default CompletableFuture<Void> finish(int timeoutMs) {
        return CompletableFuture.completedFuture(null);
    }

    /** Returns how the upstreams are doing; none where there are workers. */
    default List<UpstreamStatus> upstreams() {
        return List.of();
    }

    /**
     * Reads the certificates of connections that begin from now on again. Safe from any thread.
     *
     * @return how many there are; 0 where TLS is none of its business
     * @throws IOException when one can't be used: all of the old ones stay
     */
    default int reloadCertificates() throws IOException {
        return 0;
    }

    /**
     * A worker gets no more connections, but is to serve what it has not read yet: there is nobody else to do it.
     *
     * @param worker not in the directory any more
     * @param done run on the supervisor thread when that has happened
     */
    void dismiss(WorkerLoad worker, Runnable done);
}
