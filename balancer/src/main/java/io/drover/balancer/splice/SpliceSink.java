/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.ConnectionSink;
import io.drover.balancer.dispatch.ConnectionSource;
import io.drover.balancer.dispatch.Descriptors;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.core.scheduling.SchedulingPolicy;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Relays each connection of one listener to the destination that the policy chooses.
 *
 * <p>Threading: owned by the acceptor thread; what {@link Relays} asks for comes from relay loops.
 */
final class SpliceSink implements ConnectionSink, Relays {
    private final List<RelayLoop> loops;
    private final Executor acceptor;
    private final RelayTimeouts timeouts;
    private final @Nullable AccessLog accessLog;
    private final Front front;
    private final Ejections ejections;
    private final Rotation rotation = new Rotation();
    private final DestinationChooser chooser;
    private final WaitingConnections waiting;
    private @Nullable ConnectionSource source;
    private int nextLoop;
    private boolean isTcp;

    /**
     * Makes a sink without destinations.
     *
     * @param loops connections go to one after the other
     * @param acceptor the acceptor thread
     * @param ejections of all sinks
     * @param accessLog gets a line for each connection that ends, or null
     */
    SpliceSink(
            SchedulingPolicy policy,
            List<RelayLoop> loops,
            ScheduledExecutorService acceptor,
            RelayTimeouts timeouts,
            Front front,
            Ejections ejections,
            @Nullable AccessLog accessLog) {
        this.accessLog = accessLog;
        this.chooser = new DestinationChooser(policy, rotation);
        this.waiting = new WaitingConnections(rotation, chooser, acceptor, timeouts.queueMs());
        this.loops = loops;
        this.acceptor = acceptor;
        this.timeouts = timeouts;
        this.front = front;
        this.ejections = ejections;
    }

    @Override
    public void attach(ConnectionSource source) {
        this.source = source;
    }

    @Override
    public void prepare(Socket listening) throws IOException {
        isTcp = true;
        TcpOptions.relay(listening, false);
    }

    @Override
    public boolean hasWorkers() {
        return !rotation.isEmpty();
    }

    @Override
    public boolean hasRoom() {
        // Those that came before come first.
        return !waiting.hasNewcomers() && front.limits().hasRoom() && chooser.hasRoom();
    }

    @Override
    public boolean offer(int fd, long clientKey) {
        Entry entry = front.entryOf(fd);
        if (entry == null) {
            Descriptors.reset(new Socket(fd));
            return true;
        }
        Arrival arrival = arrival(fd, entry, clientKey);
        if (entry == Entry.CLIENT && !front.limits().admit(clientKey)) {
            front.onTooMany(arrival.client());
            Descriptors.reset(arrival.socket());
            return true;
        }
        front.limits().add();
        begin(arrival, front.greets(entry) ? null : chooser.choose(clientKey));
        return true;
    }

    private void begin(Arrival arrival, @Nullable Destination destination) {
        RelayLoop loop = loops.get(nextLoop);
        nextLoop = nextLoop + 1 == loops.size() ? 0 : nextLoop + 1;
        loop.run(new SplicedConnection(loop, this, arrival, destination));
    }

    private Arrival arrival(int fd, Entry entry, long clientKey) {
        return new Arrival(
                new Socket(fd),
                isTcp && entry != Entry.OURS,
                entry,
                clientKey,
                loops.get(0).nanoTime());
    }

    /** Changes who gets connections, and has those that wait for it go on. */
    void change(Consumer<Rotation> change) {
        change.accept(rotation);
        waiting.serve();
        if (source != null) {
            source.resume();
        }
    }

    /** Returns where a worker gets its connections, or null where it gets none. */
    @Nullable
    WorkerPort port(WorkerLoad worker) {
        return rotation.port(worker);
    }

    /** Gives a worker no more connections. Returns its port, or null; the primary's copy of it stays open. */
    @Nullable
    WorkerPort remove(WorkerLoad worker) {
        WorkerPort port = rotation.remove(worker);
        change(Rotation::update);
        return port;
    }

    /** Gives a worker a connection; returns false where it can't be, and the connection is still the caller's. */
    boolean hand(WorkerLoad worker, int fd) {
        Destination destination = rotation.find(worker);
        if (destination == null) {
            return false;
        }
        destination.countChosen();
        begin(arrival(fd, Entry.OURS, 0), destination);
        return true;
    }

    /** There will be no more destinations than there are. */
    void finish() {
        waiting.finish();
    }

    @Override
    public RelayTimeouts timeouts() {
        return timeouts;
    }

    @Override
    public Front front() {
        return front;
    }

    @Override
    public void onReady(SplicedConnection connection) {
        acceptor.execute(() -> waiting.add(connection, Termination.DRAINED));
    }

    @Override
    public void onConnected(Destination reached) {
        if (reached.faults().exist()) {
            acceptor.execute(() -> ejections.forgive(reached));
        }
    }

    @Override
    public void onConnectFailed(SplicedConnection connection, Destination unreachable, Termination why) {
        acceptor.execute(() -> {
            unreachable.countFailed();
            if (why != Termination.OUT_OF_RESOURCES) {
                ejections.onFailure(unreachable);
            }
            waiting.add(connection, why);
        });
    }

    @Override
    public void onBusy(SplicedConnection connection, Destination busy) {
        acceptor.execute(() -> {
            busy.countFailed();
            waiting.postpone(connection);
        });
    }

    @Override
    public void onAbandoned(Destination destination) {
        acceptor.execute(destination::countFailed);
    }

    @Override
    public void onClosing(SplicedConnection connection) {
        if (accessLog != null) {
            accessLog.add(AccessLine.of(connection, connection.loop().nanoTime(), Instant.now()));
        }
        Arrival arrival = connection.arrival();
        if (connection.isAdmitted()) {
            front.limits().release(arrival.clientKey());
        }
        if (arrival.entry() != Entry.OURS) {
            front.limits().remove();
        }
    }

    @Override
    public boolean areLogged() {
        return accessLog != null;
    }
}
