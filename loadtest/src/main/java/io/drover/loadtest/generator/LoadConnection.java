/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import static java.util.Objects.requireNonNull;

import io.netty.channel.ChannelException;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One of the connections of a run: asks, waits for the answers, and tells that there is room for more requests; and
 * connects again when it must.
 *
 * <p>Threading: owned by the run's event loop.
 */
final class LoadConnection implements EpollIoHandle {
    /*
     * No Netty channel. The generator shares the cores with what it measures, so each microsecond that it needs for a
     * request is missing there: a socket, registered with epoll once and edge-triggered, costs one send and one recv a
     * request, and for a connection per request four system calls more.
     *
     * On loopback a connect is done before the call returns, so the request is sent at once; where it isn't, the send
     * takes nothing and is repeated when epoll says that the socket is writable.
     *
     * A connection that the server is to close is left as soon as the answer is complete, as clients do. By then the
     * server has mostly finished too; where it hasn't, the port stays in TIME_WAIT for a minute, of 28,000 that there
     * are, but on loopback Linux gives it out again after a second (tcp_tw_reuse, ip-sysctl).
     *
     * Requests that were pipelined behind one that the server answered as the last are asked again on the next
     * connection, as RFC 9112 section 9.3.2 has it; their time goes on from when they were due first.
     */
    private static final EpollIoOps ALL_EDGES = EpollIoOps.EPOLLIN
            .with(EpollIoOps.EPOLLOUT)
            .with(EpollIoOps.EPOLLRDHUP)
            .with(EpollIoOps.EPOLLET);

    /** Keeps a server that is down from being asked a million times. */
    private static final long REFUSED_PAUSE_MS = 10;

    private final Wiring wiring;
    private final int index;
    private final Consumer<LoadConnection> onFree;
    private final ResponseParser parser = new ResponseParser();
    private final InFlight inFlight;

    private @Nullable LinuxSocket socket;
    private @Nullable IoRegistration registration;
    private int unsentBytes; // of the requests under way, counted from the end of the last
    private boolean connected;
    private boolean answered; // the connection has served a request
    private boolean resting; // was refused, and waits a little
    private boolean ended; // the run is over
    private long opens;
    private int releases; // tells a loop over a socket that it is gone

    /**
     * Makes a connection, which isn't opened yet.
     *
     * @param index from 0; decides which source address it has
     * @param onFree is told when there is room for a request, and asks the next one when it is to be
     */
    LoadConnection(Wiring wiring, int index, Consumer<LoadConnection> onFree) {
        this.wiring = wiring;
        this.index = index;
        this.onFree = onFree;
        this.inFlight = new InFlight(wiring.plan().pipeline());
    }

    int index() {
        return index;
    }

    // ---- asking

    /** Asks as often as there is room. */
    void fill() {
        long nowNs = System.nanoTime();
        while (hasRoom()) {
            add(nowNs, nowNs);
        }
        send();
    }

    /** Asks once, on the connection where it is still open, else on a new one; there has to be room. */
    void ask(long dueNs) {
        add(dueNs, System.nanoTime());
        send();
    }

    /** Tells whether it can ask now. */
    boolean hasRoom() {
        return !ended && !resting && !inFlight.isFull();
    }

    private void add(long dueNs, long nowNs) {
        inFlight.add(dueNs, nowNs);
        unsentBytes += wiring.requestBytes();
    }

    private void send() {
        LinuxSocket kept = socket;
        if (inFlight.isEmpty() || ended) {
            return;
        }
        if (kept == null) {
            open();
            return;
        }
        try {
            send(kept);
        } catch (IOException e) {
            onFailure();
        }
    }

    private void open() {
        connected = false;
        answered = false;
        parser.reset();
        unsentBytes = inFlight.count() * wiring.requestBytes();
        try {
            LinuxSocket opened =
                    LoadSocket.connect(wiring.address(), wiring.plan().source(index, opens++));
            socket = opened;
            send(opened);
            // On its own loop a handle is registered by the time the call returns.
            registration = wiring.loop().register(this).getNow();
            requireNonNull(registration, "registration").submit(ALL_EDGES);
        } catch (IOException | ChannelException e) {
            onFailure(); // the latter where no descriptor is to be had
        }
    }

    private void send(LinuxSocket current) throws IOException {
        if (unsentBytes == 0) {
            return;
        }
        int from = (wiring.requestBytes() - unsentBytes % wiring.requestBytes()) % wiring.requestBytes();
        int sent = current.send(wiring.requests(), from, from + unsentBytes);
        if (sent > 0 && !connected) {
            connected = true;
            wiring.outcomes().onConnected();
        }
        unsentBytes -= sent;
    }

    // ---- being answered

    @Override
    public FileDescriptor fd() {
        return requireNonNull(socket, "socket");
    }

    @Override
    public void handle(IoRegistration source, IoEvent event) {
        LinuxSocket current = socket;
        if (current == null) {
            return;
        }
        EpollIoOps ready = ((EpollIoEvent) event).ops();
        try {
            send(current);
            read(current, ready.contains(EpollIoOps.EPOLLRDHUP));
        } catch (IOException e) {
            onFailure();
        }
    }

    private void read(LinuxSocket current, boolean peerFinished) throws IOException {
        int releasesBefore = releases;
        int room = wiring.received().capacity();
        while (releases == releasesBefore) {
            int count = current.recv(wiring.received(), 0, room);
            if (count < 0) {
                onEnd();
            } else if (count == 0) {
                return;
            } else {
                wiring.outcomes().onBytes(count);
                onBytes(count);
                if (count < room && !peerFinished) {
                    return; // all there was; what comes later is an edge of its own
                }
            }
        }
    }

    private void onBytes(int count) {
        if (inFlight.isEmpty()) {
            release(); // said without being asked: of no use any more
            return;
        }
        long nowNs = System.nanoTime();
        int at = parser.take(wiring.received(), 0, count);
        int answers = 0;
        while (parser.isComplete() && (at == count || inFlight.count() > 1)) {
            boolean last = wiring.plan().connectionPerRequest() || parser.isLastOfConnection();
            onAnswer(nowNs);
            answers++;
            if (last) {
                release();
                at = count;
            }
            at = parser.take(wiring.received(), at, count);
        }
        if (parser.isMalformed() || at < count) {
            onError(ErrorKind.MALFORMED);
        } else if (answers > 0) {
            free();
        }
    }

    private void onAnswer(long nowNs) {
        if (parser.isSuccess()) {
            wiring.outcomes().onAnswer(inFlight.oldestDueNs(), nowNs - inFlight.oldestDueNs());
        } else {
            fail(ErrorKind.BAD_STATUS, nowNs);
        }
        inFlight.removeOldest();
        answered = true;
        parser.reset();
    }

    private void onEnd() {
        if (inFlight.isEmpty()) {
            release(); // between two requests, which is no error: the next one connects again
            return;
        }
        parser.onConnectionEnd();
        if (parser.isComplete()) {
            onAnswer(System.nanoTime());
            release();
            free();
        } else {
            onError(parser.hasBegun() ? ErrorKind.SHORT_BODY : ErrorKind.RESET);
        }
    }

    // ---- going wrong

    private void onFailure() {
        if (inFlight.isEmpty()) {
            release();
        } else if (connected) {
            onError(parser.hasBegun() ? ErrorKind.SHORT_BODY : ErrorKind.RESET);
        } else {
            resting = true;
            failAll(ErrorKind.REFUSED, ErrorKind.REFUSED);
            wiring.loop().schedule(this::rested, REFUSED_PAUSE_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void rested() {
        resting = false;
        free();
    }

    private void onError(ErrorKind kind) {
        failAll(kind, kind == ErrorKind.TIMEOUT ? kind : ErrorKind.RESET);
        free();
    }

    /** What is wrong with an answer takes those behind it along: the connection is given up. */
    private void failAll(ErrorKind first, ErrorKind others) {
        long nowNs = System.nanoTime();
        for (ErrorKind kind = first; !inFlight.isEmpty(); kind = others) {
            fail(kind, nowNs);
            inFlight.removeOldest();
        }
        release();
    }

    private void fail(ErrorKind kind, long nowNs) {
        wiring.outcomes().onError(kind, inFlight.oldestDueNs(), nowNs - inFlight.oldestDueNs(), answered);
    }

    /** Gives the requests up when the oldest has taken too long. */
    void checkTimeout(long nowNs) {
        if (!inFlight.isEmpty()
                && nowNs - inFlight.oldestAskedNs()
                        > TimeUnit.MILLISECONDS.toNanos(wiring.plan().timeoutMs())) {
            onError(ErrorKind.TIMEOUT);
        }
    }

    private void free() {
        onFree.accept(this);
        if (socket == null && !resting) {
            send(); // what was behind the last answer of a connection
        }
    }

    /** Tells whether a request is under way. */
    boolean isAsking() {
        return !inFlight.isEmpty();
    }

    /** Returns how long the oldest request under way has waited. */
    long waitNs(long nowNs) {
        return nowNs - inFlight.oldestDueNs();
    }

    // ---- the end

    /** Closes the connection; it may ask again. */
    void release() {
        LinuxSocket closed = socket;
        if (closed == null) {
            return;
        }
        try {
            closed.close();
        } catch (IOException e) {
            // The descriptor is gone even so: close(2).
        }
        if (registration != null) {
            registration.cancel(); // behind the close, which spares taking it out of epoll
            registration = null;
        }
        socket = null;
        unsentBytes = 0;
        releases++;
    }

    /** Ends it for good, a request under way or not. */
    @Override
    public void close() {
        ended = true;
        release();
    }
}
