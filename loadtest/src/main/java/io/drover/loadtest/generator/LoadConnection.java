/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import static java.util.Objects.requireNonNull;

import io.netty.channel.ChannelException;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One of the connections of a run: asks, waits for the answer, and tells that it may ask again; and connects again when
 * it must.
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
     */
    private static final EpollIoOps ALL_EDGES = EpollIoOps.EPOLLIN
            .with(EpollIoOps.EPOLLOUT)
            .with(EpollIoOps.EPOLLRDHUP)
            .with(EpollIoOps.EPOLLET);

    /** Keeps a server that is down from being asked a million times. */
    private static final long REFUSED_PAUSE_MS = 10;

    private final InetSocketAddress address;
    private final boolean connectionPerRequest;
    private final ByteBuffer request;
    private final ByteBuffer received;
    private final IoEventLoop loop;
    private final Outcomes outcomes;
    private final Consumer<LoadConnection> onFree;
    private final ResponseParser parser = new ResponseParser();

    private @Nullable LinuxSocket socket;
    private @Nullable IoRegistration registration;
    private long startNs;
    private int sentBytes;
    private boolean connected;
    private boolean asking; // a request is under way
    private int requestsOfConnection;
    private boolean ended; // the run is over
    private int releases; // tells a loop over a socket that it is gone

    /**
     * Makes a connection, which isn't opened yet.
     *
     * @param request direct, only read
     * @param received direct, shared by all connections of the loop: nothing stays in it between two events
     * @param onFree is told when the request is over, whatever became of it, and asks the next one when it is to be
     */
    LoadConnection(
            InetSocketAddress address,
            boolean connectionPerRequest,
            ByteBuffer request,
            ByteBuffer received,
            IoEventLoop loop,
            Outcomes outcomes,
            Consumer<LoadConnection> onFree) {
        this.address = address;
        this.connectionPerRequest = connectionPerRequest;
        this.request = request;
        this.received = received;
        this.loop = loop;
        this.outcomes = outcomes;
        this.onFree = onFree;
    }

    /** Asks, on the connection where it is still open, else on a new one. */
    void ask() {
        if (ended) {
            return;
        }
        startNs = System.nanoTime();
        asking = true;
        LinuxSocket kept = socket;
        if (kept == null) {
            open();
            return;
        }
        try {
            startRequest(kept);
        } catch (IOException e) {
            onFailure();
        }
    }

    private void open() {
        connected = false;
        requestsOfConnection = 0;
        try {
            LinuxSocket opened = LinuxSocket.newSocketStream(address.getAddress() instanceof Inet6Address);
            socket = opened;
            opened.connect(address);
            startRequest(opened);
            // On its own loop a handle is registered by the time the call returns.
            registration = loop.register(this).getNow();
            requireNonNull(registration, "registration").submit(ALL_EDGES);
        } catch (IOException | ChannelException e) {
            onFailure(); // the latter where no descriptor is to be had
        }
    }

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
            if (asking && sentBytes < request.capacity()) {
                send(current);
            }
            read(current, ready.contains(EpollIoOps.EPOLLRDHUP));
        } catch (IOException e) {
            onFailure();
        }
    }

    // ---- asking

    private void startRequest(LinuxSocket current) throws IOException {
        parser.reset();
        sentBytes = 0;
        requestsOfConnection++;
        send(current);
    }

    private void send(LinuxSocket current) throws IOException {
        int sent = current.send(request, sentBytes, request.capacity());
        if (sent > 0 && !connected) {
            connected = true;
            outcomes.onConnected();
        }
        sentBytes += sent;
    }

    // ---- being answered

    private void read(LinuxSocket current, boolean peerFinished) throws IOException {
        int releasesBefore = releases;
        while (releases == releasesBefore) {
            int count = current.recv(received, 0, received.capacity());
            if (count < 0) {
                onEnd();
            } else if (count == 0) {
                return;
            } else {
                onBytes(count);
                if (count < received.capacity() && !peerFinished) {
                    return; // all there was; what comes later is an edge of its own
                }
            }
        }
    }

    private void onBytes(int count) {
        if (!asking) {
            release(); // said without being asked: of no use any more
            return;
        }
        int taken = parser.take(received, 0, count);
        if (parser.isMalformed() || taken < count) {
            onError(ErrorKind.MALFORMED);
        } else if (parser.isComplete()) {
            onAnswer(connectionPerRequest || parser.isLastOfConnection());
        }
    }

    private void onAnswer(boolean last) {
        if (parser.isSuccess()) {
            outcomes.onAnswer(startNs, System.nanoTime() - startNs);
        } else {
            failed(ErrorKind.BAD_STATUS);
        }
        if (last) {
            release();
        }
        free();
    }

    private void onEnd() {
        if (!asking) {
            release(); // between two requests, which is no error: the next one connects again
            return;
        }
        parser.onConnectionEnd();
        if (parser.isComplete()) {
            onAnswer(true);
        } else {
            onError(parser.hasBegun() ? ErrorKind.SHORT_BODY : ErrorKind.RESET);
        }
    }

    // ---- going wrong

    private void onFailure() {
        if (!asking) {
            release();
        } else if (!connected) {
            failed(ErrorKind.REFUSED);
            release();
            loop.schedule(this::free, REFUSED_PAUSE_MS, TimeUnit.MILLISECONDS);
        } else {
            onError(parser.hasBegun() ? ErrorKind.SHORT_BODY : ErrorKind.RESET);
        }
    }

    private void onError(ErrorKind kind) {
        failed(kind);
        release();
        free();
    }

    private void failed(ErrorKind kind) {
        outcomes.onError(kind, startNs, System.nanoTime() - startNs, requestsOfConnection > 1);
    }

    /** Gives the request up when it has taken too long. */
    void checkTimeout(long nowNs, long timeoutNs) {
        if (asking && socket != null && nowNs - startNs > timeoutNs) {
            onError(ErrorKind.TIMEOUT);
        }
    }

    private void free() {
        asking = false;
        onFree.accept(this);
    }

    /** Tells whether a request is under way. */
    boolean isAsking() {
        return asking;
    }

    /** Returns how long the request under way has waited. */
    long waitNs(long nowNs) {
        return nowNs - startNs;
    }

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
        releases++;
    }

    /** Ends it for good, a request under way or not. */
    @Override
    public void close() {
        ended = true;
        asking = false;
        release();
    }
}
