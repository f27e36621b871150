/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.tls.TlsServer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.unix.Socket;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection and the one to the backend that it is relayed to: how it begins, what it may take, and how it
 * ends. What happens in between is {@link FlowPair}'s.
 *
 * <p>Threading: owned by one relay loop.
 */
final class SplicedConnection implements Runnable {
    private enum State {
        /** Something has to come before a destination is chosen. */
        GREETING,
        CONNECTING,
        RELAYING,
        /** Its destination has not accepted it: what that was sent comes back for another. */
        RETURNING,
        /** Its last bytes are on their way to one side, which then gets a reset. */
        RESETTING,
        CLOSED
    }

    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(SplicedConnection.class);

    private final RelayLoop loop;
    private final Relays relays;
    private final Arrival arrival;
    private final Attempts attempts = new Attempts();
    private final Connecting connecting;
    private final RelayEnd client;
    private @Nullable Greeting greeting;
    private @Nullable ByteBuf early;
    private boolean isAdmitted;
    private volatile State state = State.CONNECTING; // written by the loop, also read by the acceptor thread
    private Termination termination = Termination.NORMAL;
    private @Nullable RelayEnd backend;
    private @Nullable FlowPair flows;
    private @Nullable LastBytes lastBytes;
    private @Nullable ReturningBytes returning;
    private int headerBytes;

    // Neighbours in the list of its loop.
    @Nullable
    SplicedConnection previous;

    @Nullable
    SplicedConnection next;

    /**
     * Makes one that is not watched yet, on the acceptor thread.
     *
     * @param destination null where it is to be chosen after a greeting
     */
    SplicedConnection(RelayLoop loop, Relays relays, Arrival arrival, @Nullable Destination destination) {
        this.loop = loop;
        this.relays = relays;
        this.arrival = arrival;
        this.isAdmitted = arrival.entry() == Entry.CLIENT;
        TlsServer tls = arrival.entry() == Entry.OURS ? null : relays.front().tls();
        this.client = tls == null
                ? new RelayEnd(arrival.socket(), this, arrival.isTcp(), true, arrival.acceptedMs())
                : new TlsEnd(arrival.socket(), this, loop, tls, arrival.acceptedMs());
        this.connecting = new Connecting(this, loop, relays);
        if (destination != null) {
            attempts.choose(destination);
        }
    }

    /** Returns where it comes from. */
    Arrival arrival() {
        return arrival;
    }

    /** Returns where it goes, or was to go. */
    Attempts attempts() {
        return attempts;
    }

    /** Tells whether it counts as one of its client's. */
    boolean isAdmitted() {
        return isAdmitted;
    }

    /** Tells whether it has been closed. Safe from any thread. */
    boolean isOver() {
        return state == State.CLOSED;
    }

    Termination termination() {
        return termination;
    }

    RelayEnd client() {
        return client;
    }

    /** Returns how many bytes came from the client. */
    long bytesFromClient() {
        return flows == null ? 0 : flows.bytesFromClient();
    }

    /** Returns how many bytes came from the backend. */
    long bytesFromBackend() {
        return flows == null ? 0 : flows.bytesFromBackend();
    }

    RelayLoop loop() {
        return loop;
    }

    /** Begins: connects to the backend. */
    @Override
    public void run() {
        loop.add(this);
        if (relays.areLogged()) {
            arrival.note();
        }
        try {
            client.watch(loop, false);
        } catch (IOException e) {
            end(Termination.OUT_OF_RESOURCES);
            return;
        }
        if (attempts.isOpen()) {
            connecting.begin();
        } else {
            state = State.GREETING;
            greeting = new Greeting(loop, client, relays.front(), arrival);
            greet(greeting);
        }
    }

    private void greet(Greeting unfinished) {
        switch (unfinished.advance()) {
            case DONE -> {
                early = unfinished.takeRest();
                greeting = null;
                onGreeted();
            }
            case MALFORMED -> end(Termination.BAD_GREETING);
            case NO_TLS -> end(Termination.NO_TLS);
            case LEFT -> end(Termination.CLIENT_LEFT);
            case WAITING -> {
                // An event of the client's goes on with it.
            }
        }
    }

    private void onGreeted() {
        Front front = relays.front();
        isAdmitted = isAdmitted || front.limits().admit(arrival.clientKey());
        if (!isAdmitted) {
            front.onTooMany(arrival.client());
            end(Termination.CLIENT_LIMIT);
            return;
        }
        state = State.CONNECTING;
        relays.onReady(this);
    }

    /** Goes on with a backend: its first, or another as the one before could not be reached. */
    void retry(Destination other) {
        if (state == State.CONNECTING) {
            attempts.choose(other);
            connecting.begin();
        } else {
            relays.onAbandoned(other);
        }
    }

    /** There is no other backend. */
    void giveUp(Termination why) {
        if (state == State.CONNECTING) {
            end(why);
        }
    }

    /** A destination has been reached. */
    void onConnected(RelayEnd server, Destination reached) {
        backend = server;
        state = State.RELAYING;
        relays.onConnected(reached);
        flows = new FlowPair(
                this, loop, client, server, reached, reached.processesBehind(server.socket(), loop.peerCredentials()));
        ByteBuf header = relays.front().header(arrival, loop.headers());
        headerBytes = header == null ? 0 : header.readableBytes();
        flows.toBackend().sendFirst(header, early);
        early = null;
        flows.onEvent(client);
    }

    private void closeBackend() {
        if (backend != null) {
            backend.close();
            backend = null;
        }
    }

    /** Something happened at one of its ends. */
    void onEvent(RelayEnd end) {
        if (state == State.GREETING && greeting != null) {
            greet(greeting);
        } else if (state == State.RELAYING && flows != null) {
            flows.onEvent(end);
        } else if ((state == State.CONNECTING || state == State.RETURNING) && client.hasHungUp()) {
            // Other than that, its bytes stay in the kernel until there is somebody to send them to.
            end(Termination.CLIENT_LEFT);
        } else if (state == State.CONNECTING && end != client) {
            connecting.onEvent(end);
        }
    }

    /** Returns the port from which it has reached a destination; -1 where that is not the one it has reached. */
    int portTo(Destination asked) {
        if (state != State.RELAYING || backend == null || attempts.chosen() != asked) {
            return -1;
        }
        InetSocketAddress local = backend.socket().localAddress();
        return local == null ? -1 : local.getPort();
    }

    /**
     * Leaves its destination for another.
     *
     * @param far the other end of its connection, which was not accepted; closed in the end
     */
    void takeBack(Socket far) {
        ReturningBytes bytes = new ReturningBytes(
                loop, Objects.requireNonNull(flows).toBackend(), Objects.requireNonNull(backend), far);
        returning = bytes;
        state = State.RETURNING;
        relays.onAbandoned(attempts.postpone());
        if (arrival.entry() == Entry.OURS) {
            // It was to show how that very worker does.
            end(Termination.SERVER_RESET);
            return;
        }
        if (!awaitReturn(bytes)) {
            loop.lookAgain(this);
        }
    }

    /** Returns whether that is over. */
    private boolean awaitReturn(ReturningBytes bytes) {
        switch (bytes.advance()) {
            case WAITING -> {
                return false;
            }
            case DONE -> goElsewhere(bytes.take());
            case BROKEN -> end(Termination.SERVER_RESET);
        }
        return true;
    }

    private void goElsewhere(ByteBuf bytes) {
        // The next destination gets a header of its own.
        if (bytes.skipBytes(headerBytes).isReadable()) {
            early = bytes;
        } else {
            bytes.release();
        }
        releaseReturning();
        if (flows != null) {
            flows.uncountBytes();
            flows.stop();
            flows = null;
        }
        closeBackend();
        // An end that was read before is found again.
        client.markReadable();
        state = State.CONNECTING;
        relays.onReady(this);
    }

    private void releaseReturning() {
        if (returning != null) {
            returning.close();
            returning = null;
        }
    }

    /** Has one side get a reset after its last bytes; the other, which is broken or dead, gets it now. */
    void reset(RelayEnd end, Termination why) {
        if (state != State.RELAYING) {
            return;
        }
        if (flows != null) {
            flows.stop();
        }
        RelayEnd other = end == client ? backend : client;
        if (other != null) {
            other.reset();
        }
        state = State.RESETTING;
        lastBytes = new LastBytes(end, why, loop.nowMs());
        if (!resetIfDrained()) {
            loop.lookAgain(this);
        }
    }

    /** Goes on with what no event tells of; returns whether that is over, or waited for anew. */
    boolean look() {
        try {
            if (state == State.RELAYING && flows != null) {
                flows.look();
                return true;
            }
            if (state == State.RETURNING && returning != null) {
                return awaitReturn(returning);
            }
            return resetIfDrained();
        } catch (RuntimeException | OutOfMemoryError e) {
            fail(e);
            return true;
        }
    }

    /** Resets if the peer has acknowledged all that it was sent; returns whether that is over. */
    private boolean resetIfDrained() {
        if (state != State.RESETTING || lastBytes == null) {
            return true;
        }
        if (!lastBytes.areOver(loop.nowMs(), relays.timeouts().lastBytesMs(), loop.tcpState())) {
            return false;
        }
        lastBytes.end().reset();
        end(lastBytes.why());
        return true;
    }

    /** Looks at its timeouts, and publishes what it has moved. */
    void tick() {
        try {
            check(loop.nowMs());
        } catch (RuntimeException | OutOfMemoryError e) {
            fail(e);
        }
    }

    /** An error of ours, or no memory for it, ends one connection and nothing that others share. */
    void fail(Throwable error) {
        LOG.error("a relayed connection failed", error);
        end(Termination.OUT_OF_RESOURCES);
    }

    private void check(long nowMs) {
        if (flows != null) {
            flows.countBytes();
        }
        RelayTimeouts timeouts = relays.timeouts();
        if (timeouts.isOver(arrival, nowMs)) {
            end(Termination.TOTAL_TIMEOUT);
        } else if (state == State.CONNECTING) {
            connecting.check(nowMs);
        } else if (state == State.GREETING && greeting != null) {
            if (greeting.giveUpIfLate(nowMs)) {
                end(Termination.GREETING_TIMEOUT);
            }
        } else if (returning != null && returning.areLate(nowMs)) {
            end(Termination.SERVER_RESET);
        } else if (state == State.RELAYING) {
            Termination expired = timeouts.expired(this, nowMs);
            if (expired != null) {
                end(expired);
            }
        }
    }

    /** Tells whether one side has ended, and the other been silent since for that long. */
    boolean isHalfClosedFor(long limitMs, long nowMs) {
        return flows != null && flows.isHalfClosedFor(limitMs, nowMs);
    }

    long clientActiveMs() {
        return client.activeMs();
    }

    long backendActiveMs() {
        return backend == null ? arrival.acceptedMs() : backend.activeMs();
    }

    /** Ends it at once. Unless both sides have ended in order, both get a reset. */
    void end(Termination why) {
        if (state == State.CLOSED) {
            return;
        }
        termination = why;
        if (flows != null) {
            flows.stop();
            flows.countBytes();
        }
        relays.onClosing(this);
        state = State.CLOSED;
        endSide(client, why);
        connecting.close();
        if (backend != null) {
            endSide(backend, why);
        }
        releaseUnsent();
        if (attempts.isOpen() && flows != null) {
            attempts.chosen().onClosed(why);
        } else if (attempts.isOpen()) {
            relays.onAbandoned(attempts.chosen());
        }
        loop.remove(this);
    }

    /** Nobody may take what is missing its end for the whole. */
    private static void endSide(RelayEnd end, Termination why) {
        if (why.isAbrupt()) {
            end.reset();
        } else {
            end.close();
        }
    }

    private void releaseUnsent() {
        releaseReturning();
        if (greeting != null) {
            greeting.close();
            greeting = null;
        }
        if (early != null) {
            early.release();
            early = null;
        }
    }
}
