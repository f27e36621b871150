/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.ConnectionSink;
import io.drover.balancer.dispatch.ConnectionSource;
import io.drover.balancer.dispatch.Descriptors;
import io.drover.balancer.dispatch.WorkerChooser;
import io.drover.balancer.dispatch.WorkerDirectory;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.core.scheduling.SchedulingPolicy;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Relays each connection of one listener to the destination that the policy chooses.
 *
 * <p>Threading: owned by the acceptor thread; what {@link Relays} asks for comes from relay loops.
 */
final class SpliceSink implements ConnectionSink, Relays {
    /** How soon room is looked for again while no destination has any. */
    private static final int ROOM_INTERVAL_MS = 5;

    private final WorkerChooser chooser;
    private final List<RelayLoop> loops;
    private final ScheduledExecutorService acceptor;
    private final RelayTimeouts timeouts;
    private final @Nullable AccessLog accessLog;
    private final Front front;
    private final Ejections ejections;
    private final DestinationCandidates candidates = new DestinationCandidates();

    /** Every port there is, by worker id; and those of them that their worker accepts on. */
    private final Map<Long, WorkerPort> ports = new HashMap<>();

    private final Map<Long, WorkerPort> accepting = new HashMap<>();

    /** The upstreams, in place of workers. */
    private Destination @Nullable [] upstreams;

    /** Those that get connections, by slot: all that the data path looks at. */
    private Destination[] inRotation = new Destination[0];

    /** They have said what they had to, and wait for a destination with room. */
    private final Queue<SplicedConnection> greeted = new ArrayDeque<>();

    private boolean looksAgain;
    private boolean endsSoon;

    private WorkerDirectory directory = new WorkerDirectory(List.of());
    private @Nullable ConnectionSource source;
    private int nextLoop;

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
        this.chooser = new WorkerChooser(policy);
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
        TcpOptions.relay(listening, false);
    }

    @Override
    public boolean hasWorkers() {
        return inRotation.length > 0;
    }

    @Override
    public boolean hasRoom() {
        // Those that came before come first.
        return greeted.isEmpty() && front.limits().hasRoom() && candidates.fill(inRotation) > 0;
    }

    @Override
    public boolean offer(int fd, long clientKey) {
        Entry entry = front.entryOf(fd);
        if (entry == Entry.CLIENT && !front.limits().admit(clientKey)) {
            refuse(new Socket(fd));
            return true;
        }
        front.limits().add();
        begin(fd, clientKey, entry, isGreeted(entry) ? null : choose(clientKey));
        return true;
    }

    /** Tells whether something has to come before its destination is chosen. */
    private boolean isGreeted(Entry entry) {
        return entry == Entry.PROXY || front.tls() != null;
    }

    private void refuse(Socket connection) {
        front.onTooMany(ClientAddress.remote(connection), loops.get(0).nowMs());
        Descriptors.reset(connection);
    }

    /** Chooses among the candidates. */
    private Destination choose(long clientKey) {
        Destination chosen = candidates.destination(chooser.choose(candidates, clientKey));
        chosen.countChosen();
        return chosen;
    }

    private void begin(int fd, long clientKey, Entry entry, @Nullable Destination destination) {
        RelayLoop loop = loops.get(nextLoop);
        nextLoop = nextLoop + 1 == loops.size() ? 0 : nextLoop + 1;
        loop.run(new SplicedConnection(loop, this, new Socket(fd), clientKey, entry, destination));
    }

    void add(WorkerPort port) {
        WorkerPort replaced = ports.put(port.worker().workerId(), port);
        if (replaced != null) {
            // The worker closed this listener and opened it again.
            accepting.remove(port.worker().workerId());
            replaced.close();
        }
    }

    /** Adds a worker that accepts without having been given a socket. */
    void addStranger(WorkerPort port) {
        ports.put(port.worker().workerId(), port);
        accepting.put(port.worker().workerId(), port);
        rotate();
    }

    /** Connections go to these, whatever workers there are. */
    void serve(Destination[] servers) {
        upstreams = servers;
        rotate();
    }

    void accepting(WorkerLoad worker) {
        WorkerPort port = ports.get(worker.workerId());
        if (port != null) {
            port.destination().runsAs(worker.block().pid());
            accepting.put(worker.workerId(), port);
            rotate();
        }
    }

    void publish(WorkerDirectory published) {
        directory = published;
        rotate();
    }

    /** Gives a worker no more connections. Returns its port, or null; the primary's copy of it stays open. */
    @Nullable
    WorkerPort remove(WorkerLoad worker) {
        accepting.remove(worker.workerId());
        WorkerPort port = ports.remove(worker.workerId());
        rotate();
        return port;
    }

    /** Gives a worker a connection; returns false where it can't be, and the connection is still the caller's. */
    boolean hand(WorkerLoad worker, int fd) {
        WorkerPort port = accepting.get(worker.workerId());
        if (port == null) {
            return false;
        }
        port.destination().countChosen();
        begin(fd, 0, Entry.OURS, port.destination());
        return true;
    }

    /** Looks anew who gets connections: those that are up. Where none is, all are tried: to refuse clients helps nobody. */
    void rotate() {
        Destination[] all = upstreams == null ? acceptingWorkers() : upstreams;
        Destination[] up = Arrays.stream(all).filter(Destination::isUp).toArray(Destination[]::new);
        inRotation = up.length > 0 ? up : all;
        resume();
    }

    private Destination[] acceptingWorkers() {
        return directory.ready().stream()
                .map(worker -> accepting.get(worker.workerId()))
                .filter(Objects::nonNull)
                .map(WorkerPort::destination)
                .toArray(Destination[]::new);
    }

    private void resume() {
        serveGreeted();
        if (source != null) {
            source.resume();
        }
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
    public void onGreeted(SplicedConnection connection) {
        acceptor.execute(() -> {
            greeted.add(connection);
            serveGreeted();
            lookAgainLater();
        });
    }

    /** Nobody tells when a destination has room again. */
    private void lookAgainLater() {
        if (!looksAgain && !greeted.isEmpty()) {
            looksAgain = true;
            acceptor.schedule(this::lookAgain, ROOM_INTERVAL_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void lookAgain() {
        looksAgain = false;
        serveGreeted();
        lookAgainLater();
    }

    private void serveGreeted() {
        while (!greeted.isEmpty() && candidates.fill(inRotation) > 0) {
            SplicedConnection connection = greeted.remove();
            Destination chosen = choose(connection.clientKey());
            connection.loop().run(() -> connection.retry(chosen));
        }
        if (endsSoon && inRotation.length == 0) {
            greeted.forEach(connection -> connection.loop().run(() -> connection.giveUp(Termination.DRAINED)));
            greeted.clear();
        }
    }

    /** There will be no more destinations than there are. */
    void finish() {
        endsSoon = true;
        serveGreeted();
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
            ejections.onFailure(unreachable);
            redirect(connection, why);
        });
    }

    @Override
    public void onAbandoned(Destination destination) {
        acceptor.execute(destination::countFailed);
    }

    private void redirect(SplicedConnection connection, Termination why) {
        if (candidates.fillUntried(inRotation, connection) == 0) {
            if (Arrays.stream(inRotation).allMatch(connection::hasTried)) {
                connection.loop().run(() -> connection.giveUp(why));
            } else {
                // The others are full: it waits, as those do that have not been accepted yet.
                acceptor.schedule(() -> redirect(connection, why), ROOM_INTERVAL_MS, TimeUnit.MILLISECONDS);
            }
            return;
        }
        Destination other = choose(connection.clientKey());
        connection.loop().run(() -> connection.retry(other));
    }

    @Override
    public void onClosing(SplicedConnection connection) {
        if (accessLog != null) {
            accessLog.add(AccessLine.of(connection, connection.loop().nanoTime(), Instant.now()));
        }
        if (connection.isAdmitted()) {
            front.limits().release(connection.clientKey());
        }
        if (connection.entry() != Entry.OURS) {
            front.limits().remove();
        }
    }

    @Override
    public boolean areLogged() {
        return accessLog != null;
    }
}
