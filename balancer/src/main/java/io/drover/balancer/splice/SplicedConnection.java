/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.Descriptors;
import io.drover.balancer.tls.TlsServer;
import io.drover.core.config.ProxyProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelException;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
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
        /** Its last bytes are on their way to one side, which then gets a reset. */
        RESETTING,
        CLOSED
    }

    private static final long NEVER = -1;

    private final RelayLoop loop;
    private final Relays relays;
    private final RelayEnd client;
    private final Entry entry;
    private final long openedMs;
    private final long openedNs;
    private long connectStartedNs;
    private long connectNs = NEVER;
    private long clientKey;
    private @Nullable InetSocketAddress clientAddress;
    private @Nullable InetSocketAddress localAddress;
    private @Nullable Greeting greeting;
    private @Nullable ByteBuf early;
    private @Nullable Destination destination;
    private boolean hasDestination;
    private boolean isAdmitted;
    private List<Destination> failed = List.of();
    private State state = State.CONNECTING;
    private Termination termination = Termination.NORMAL;
    private @Nullable RelayEnd backend;
    private @Nullable FlowPair flows;
    private @Nullable RelayEnd toReset;
    private long stateSinceMs;

    // Neighbours in the list of its loop.
    @Nullable
    SplicedConnection previous;

    @Nullable
    SplicedConnection next;

    /**
     * Makes one that is not watched yet.
     *
     * @param destination null where it is to be chosen after a greeting
     */
    SplicedConnection(
            RelayLoop loop,
            Relays relays,
            Socket clientSocket,
            long clientKey,
            Entry entry,
            @Nullable Destination destination) {
        this.entry = entry;
        this.loop = loop;
        this.relays = relays;
        this.clientKey = clientKey;
        this.destination = destination;
        this.hasDestination = destination != null;
        this.isAdmitted = entry == Entry.CLIENT;
        this.openedMs = loop.nowMs();
        this.openedNs = loop.nanoTime();
        this.stateSinceMs = openedMs;
        TlsServer tls = entry == Entry.OURS ? null : relays.front().tls();
        this.client = tls == null
                ? new RelayEnd(clientSocket, this, true, openedMs)
                : new TlsEnd(clientSocket, this, loop, tls);
    }

    /** Returns where it goes, or was to go last; null before anything was chosen. */
    @Nullable
    Destination destination() {
        return destination;
    }

    private Destination chosen() {
        return Objects.requireNonNull(destination, "not chosen yet");
    }

    long clientKey() {
        return clientKey;
    }

    /** Returns how it has come. */
    Entry entry() {
        return entry;
    }

    /** Tells whether it counts as one of its client's. */
    boolean isAdmitted() {
        return isAdmitted;
    }

    /** Returns how many destinations it has tried. */
    int attempts() {
        return failed.size() + 1;
    }

    Termination termination() {
        return termination;
    }

    RelayEnd client() {
        return client;
    }

    long openedMs() {
        return openedMs;
    }

    long openedNs() {
        return openedNs;
    }

    /** Returns how long the last backend took to answer the connect, or -1 where none did. */
    long connectNs() {
        return connectNs;
    }

    /** Returns the client's address, as its proxy says where there is one; null where it has none. */
    @Nullable
    InetSocketAddress clientAddress() {
        if (clientAddress == null) {
            clientAddress = ClientAddress.remote(client.socket());
        }
        return clientAddress;
    }

    /** Returns where the client connected to; null where that is no address of TCP. */
    @Nullable
    InetSocketAddress localAddress() {
        if (localAddress == null) {
            localAddress = ClientAddress.local(client.socket());
        }
        return localAddress;
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

    /** Tells whether it could not reach that destination. */
    boolean hasTried(Destination asked) {
        return failed.contains(asked);
    }

    /** Begins: connects to the backend. */
    @Override
    public void run() {
        loop.add(this);
        if (relays.areLogged()) {
            // Now: a socket that has been reset has no address any more.
            clientAddress();
            localAddress();
        }
        try {
            client.watch(loop, false);
        } catch (IOException e) {
            end(Termination.OUT_OF_RESOURCES);
            return;
        }
        if (hasDestination) {
            connect();
        } else {
            state = State.GREETING;
            greeting = new Greeting(loop, client, relays.front(), entry == Entry.PROXY);
            greet(greeting);
        }
    }

    private void greet(Greeting unfinished) {
        switch (unfinished.advance()) {
            case DONE -> {
                InetSocketAddress announced = unfinished.announced();
                if (announced != null) {
                    clientAddress = announced;
                    clientKey = ClientAddress.keyOf(announced);
                }
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
        isAdmitted = isAdmitted || front.limits().admit(clientKey);
        if (!isAdmitted) {
            front.onTooMany(clientAddress(), loop.nowMs());
            end(Termination.CLIENT_LIMIT);
            return;
        }
        state = State.CONNECTING;
        stateSinceMs = loop.nowMs();
        relays.onGreeted(this);
    }

    /** Goes on with a backend: its first, or another as the one before could not be reached. */
    void retry(Destination other) {
        if (state == State.CONNECTING) {
            destination = other;
            hasDestination = true;
            connect();
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

    private void connect() {
        stateSinceMs = loop.nowMs();
        connectStartedNs = loop.nanoTime();
        Socket socket;
        try {
            socket = chosen().newSocket();
        } catch (ChannelException e) {
            // As where there is no descriptor left: no other destination helps.
            end(Termination.OUT_OF_RESOURCES);
            return;
        }
        try {
            boolean connected = chosen().connect(socket, loop.tcpState());
            backend = new RelayEnd(socket, this, false, loop.nowMs());
            backend.watch(loop, !connected);
            if (connected) {
                onConnected();
            }
        } catch (IOException e) {
            if (backend == null) {
                Descriptors.close(socket);
            }
            onConnectFailed(Termination.CONNECT_FAILED);
        }
    }

    private void onConnected() {
        RelayEnd server = Objects.requireNonNull(backend);
        connectNs = loop.nanoTime() - connectStartedNs;
        chosen().onConnected(connectNs);
        relays.onConnected(chosen());
        state = State.RELAYING;
        flows = new FlowPair(this, loop, client, server, chosen());
        sendFirst(flows.toBackend());
        flows.onEvent(client);
    }

    /** What the backend gets before the bytes that are still to be read. */
    private void sendFirst(Flow flow) {
        if (relays.front().announcesClients()) {
            flow.sendFirst(header(relays.front().proxyProtocol()), early);
        } else if (early != null) {
            flow.sendFirst(early, null);
        }
        early = null;
    }

    private ByteBuf header(ProxyProtocol version) {
        return entry == Entry.OURS
                ? loop.headers().ofOurs(version)
                : loop.headers().ofClient(version, clientAddress(), localAddress());
    }

    private void onConnectFailed(Termination why) {
        if (backend != null) {
            backend.close();
            backend = null;
        }
        if (state == State.CONNECTING) {
            hasDestination = false;
            chosen().onConnectFailed();
            failed = new ArrayList<>(failed);
            failed.add(chosen());
            relays.onConnectFailed(this, chosen(), why);
        }
    }

    /** Something happened at one of its ends. */
    void onEvent(RelayEnd end) {
        if (state == State.GREETING && greeting != null) {
            greet(greeting);
        } else if (state == State.CONNECTING) {
            onEventWhileConnecting(end);
        } else if (state == State.RELAYING && flows != null) {
            flows.onEvent(end);
        }
    }

    private void onEventWhileConnecting(RelayEnd end) {
        if (end == client) {
            // Its bytes stay in the kernel until there is somebody to send them to.
            if (client.hasHungUp()) {
                end(Termination.CLIENT_LEFT);
            }
            return;
        }
        try {
            if (end == backend && end.socket().finishConnect()) {
                onConnected();
            }
        } catch (IOException e) {
            onConnectFailed(Termination.CONNECT_FAILED);
        }
    }

    /** Has one side get a reset after its last bytes; the other, which is broken or dead, gets it now. */
    void reset(RelayEnd end, Termination why) {
        if (state != State.RELAYING) {
            return;
        }
        termination = why;
        if (flows != null) {
            flows.stop();
        }
        RelayEnd other = end == client ? backend : client;
        if (other != null) {
            other.reset();
        }
        state = State.RESETTING;
        stateSinceMs = loop.nowMs();
        toReset = end;
        if (!resetIfDrained()) {
            loop.watchReset(this);
        }
    }

    /** Resets if the peer has acknowledged all that it was sent; returns whether that is over. */
    boolean resetIfDrained() {
        if (state != State.RESETTING || toReset == null) {
            return true;
        }
        if (loop.nowMs() - stateSinceMs < relays.timeouts().lastBytesMs()
                && toReset.isUnacknowledged(loop.tcpState())) {
            return false;
        }
        toReset.reset();
        end(termination);
        return true;
    }

    /** Looks at its timeouts, and publishes what it has moved. */
    void check(long nowMs) {
        if (flows != null) {
            flows.countBytes();
        }
        RelayTimeouts timeouts = relays.timeouts();
        if (state == State.CONNECTING && nowMs - stateSinceMs > timeouts.connectMs()) {
            if (backend != null) {
                onConnectFailed(Termination.CONNECT_TIMEOUT);
            }
        } else if (state == State.GREETING && greeting != null) {
            if (greeting.giveUpIfLate(nowMs)) {
                end(Termination.GREETING_TIMEOUT);
            }
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
        return backend == null ? openedMs : backend.activeMs();
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
        if (backend != null) {
            endSide(backend, why);
        }
        releaseUnsent();
        if (flows != null) {
            chosen().onClosed(why);
        } else if (hasDestination) {
            relays.onAbandoned(chosen());
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
