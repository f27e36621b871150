/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.Descriptors;
import io.drover.balancer.dispatch.TcpState;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.Native;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import org.jspecify.annotations.Nullable;

/**
 * One of the two sockets of a relayed connection: what epoll(7) last said of it, and how its calls went.
 *
 * <p>It is watched edge-triggered, so being readable or writable stays noted until a call finds that it no longer is, and
 * a side that has to wait for the other costs no epoll_ctl(2). Writability is asked for only once a write had to wait:
 * an event for both at once is one that the transport makes new objects for.
 *
 * <p>Threading: owned by one relay loop.
 */
class RelayEnd implements EpollIoHandle {
    /** Of {@link #read}: the peer sends no more. */
    static final int END = -1;

    /** Of {@link #read} and {@link #write}: the connection is broken. */
    static final int BROKEN = -2;

    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(RelayEnd.class);
    private static final int EPOLLHUP = 0x10;
    private static final int READ_EVENTS = Native.EPOLLIN | Native.EPOLLRDHUP | Native.EPOLLERR | EPOLLHUP;
    private static final int WRITE_EVENTS = Native.EPOLLOUT | Native.EPOLLERR | EPOLLHUP;
    private static final int HANG_UP_EVENTS = Native.EPOLLERR | EPOLLHUP;
    private static final int END_EVENTS = Native.EPOLLRDHUP | HANG_UP_EVENTS;

    // Never an empty set: the transport loses half-closed connections over it.
    private static final EpollIoOps READS =
            EpollIoOps.valueOf(Native.EPOLLIN | Native.EPOLLRDHUP | Native.EPOLLERR | Native.EPOLLET);
    private static final EpollIoOps READS_AND_WRITES = READS.with(EpollIoOps.EPOLLOUT);

    private final Socket socket;
    private final SplicedConnection connection;
    private final boolean isTcp;
    private @Nullable IoRegistration registration;
    private boolean readable;
    private boolean writable = true;
    private boolean watchesWrites;
    private boolean endIsNear;
    private boolean hungUp;
    private boolean outputEnded;
    private boolean broken;
    private long activeMs;

    /**
     * Makes an end of a socket.
     *
     * @param isTcp whether it is known to be one of TCP
     * @param readable whether bytes are likely to be there already
     */
    RelayEnd(Socket socket, SplicedConnection connection, boolean isTcp, boolean readable, long nowMs) {
        this.socket = socket;
        this.connection = connection;
        this.isTcp = isTcp;
        this.readable = readable;
        this.activeMs = nowMs;
    }

    /**
     * Watches it from now on.
     *
     * @param writesToo whether to tell when it is writable, which is how a connect(2) under way ends
     */
    void watch(RelayLoop loop, boolean writesToo) throws IOException {
        registration = loop.register(this);
        watchesWrites = writesToo;
        writable = !writesToo;
        try {
            reportAgain();
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Sets the trigger, so that what is the case already is reported as well. */
    void reportAgain() {
        if (registration != null && registration.isValid()) {
            registration.submit(watchesWrites ? READS_AND_WRITES : READS);
        }
    }

    /** Has everybody else have a turn before it goes on with what is still to be read. */
    void goOnLater() {
        reportAgain();
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void handle(IoRegistration source, IoEvent event) {
        int events = ((EpollIoEvent) event).ops().value();
        readable |= (events & READ_EVENTS) != 0;
        writable |= (events & WRITE_EVENTS) != 0;
        endIsNear |= (events & END_EVENTS) != 0;
        hungUp |= (events & HANG_UP_EVENTS) != 0;
        goOn();
    }

    /** Has the connection look at it, which knows by its state what to do. */
    final void goOn() {
        try {
            connection.onEvent(this);
            if (watchesWrites && writable) {
                watchesWrites = false;
                reportAgain();
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            // The loop would stand still for a second over it.
            connection.fail(e);
        }
    }

    boolean isReadable() {
        return readable;
    }

    boolean isWritable() {
        return writable;
    }

    /** Tells whether the peer has ended its side, or all of it: what can be read still has to be. */
    boolean endIsNear() {
        return endIsNear;
    }

    /** Tells whether neither direction is open any more: as long as we have not ended ours, it was reset. */
    boolean hasHungUp() {
        return hungUp;
    }

    /** Tells whether it was reset, or a write failed, after which the kernel may call it ended in order. */
    boolean isBroken() {
        return broken;
    }

    void markUnreadable() {
        readable = false;
    }

    /** Has it read once more, whatever epoll said: after a failed write nothing is reported again. */
    void markReadable() {
        readable = true;
    }

    /** Tells whether the peer has yet to acknowledge bytes that it was sent. */
    boolean isUnacknowledged(TcpState state) {
        return socket.isOpen() && state.isUnacknowledged(socket);
    }

    /** Notes that bytes came from it or went to it. */
    void touch(long nowMs) {
        activeMs = nowMs;
    }

    long activeMs() {
        return activeMs;
    }

    /** Has the loop tell when it takes bytes again. */
    void awaitWritable() {
        writable = false;
        watchesWrites = true;
        reportAgain();
    }

    /**
     * Reads into a buffer, from its beginning.
     *
     * @return how many bytes; 0 when there are none now, {@link #END} or {@link #BROKEN}
     */
    int read(ByteBuffer buffer, int length) {
        return receive(buffer, 0, length);
    }

    /** Reads what the socket has into a part of a buffer; returns as {@link #read} does. */
    final int receive(ByteBuffer buffer, int from, int to) {
        try {
            int read = socket.recv(buffer, from, to);
            if (read < to - from && !endIsNear) {
                // Whatever comes from now on is a new edge; an end that was announced already is not.
                readable = false;
            }
            return read < 0 ? endOfInput() : read;
        } catch (IOException | NotYetConnectedException e) {
            return broken("read", e);
        }
    }

    /** After a failed write the kernel has told its error, and says end of file where the peer has reset. */
    private int endOfInput() {
        return broken ? BROKEN : END;
    }

    /**
     * Writes a part of a buffer.
     *
     * @return how many bytes, perhaps 0, or {@link #BROKEN}
     */
    int write(ByteBuffer buffer, int from, int to) {
        try {
            return socket.send(buffer, from, to);
        } catch (IOException | NotYetConnectedException e) {
            return broken("write", e);
        }
    }

    /** Tells whether what is written is not what the socket gets: bytes can't stay in the kernel then. */
    boolean isSecured() {
        return false;
    }

    /**
     * Sends what a write before has left here, for which the loop tells when that is possible.
     *
     * @return how many bytes are left, or {@link #BROKEN}
     */
    int flush() {
        return 0;
    }

    /** Tells whether the peer has ended in order, but for what its protocol wants it to say first. */
    boolean hasLeftWithoutNotice() {
        return false;
    }

    /** Tells the peer, where it would not know otherwise, that nothing is missing; false while that is not sent. */
    boolean announceEnd() {
        return true;
    }

    /** Fills a pipe; returns as {@link #read} does, but 0 for the end, too. */
    int fill(Pipe pipe) {
        try {
            return pipe.fillFrom(socket);
        } catch (IOException | NotYetConnectedException e) {
            return broken("splice", e);
        }
    }

    /** Empties a pipe; returns as {@link #write} does. */
    int empty(Pipe pipe) {
        try {
            return pipe.emptyInto(socket);
        } catch (IOException | NotYetConnectedException e) {
            return broken("splice", e);
        }
    }

    final int broken(String call, Exception cause) {
        broken = true;
        LOG.trace("{} failed", call, cause);
        return BROKEN;
    }

    /**
     * Has what is written next leave together with the end, which has to follow at once: one segment less, for us and for
     * the peer.
     */
    void joinWithEnd() {
        cork(true);
    }

    /** Has that leave now: the end has to wait. */
    void sendWithoutEnd() {
        cork(false);
    }

    private void cork(boolean on) {
        if (isTcp) {
            try {
                TcpOptions.cork(socket, on);
            } catch (IOException e) {
                LOG.trace("the end gets a segment of its own", e);
            }
        }
    }

    /** Tells the peer that no more comes (FIN). */
    void endOutput() {
        if (!outputEnded) {
            outputEnded = true;
            try {
                socket.shutdown(false, true);
            } catch (IOException | NotYetConnectedException e) {
                broken("shutdown", e);
            }
        }
    }

    /** Closes it; what it was given before is still delivered. */
    @Override
    public void close() {
        if (socket.isOpen()) {
            // The socket first: a closed one leaves epoll by itself, which saves a call.
            Descriptors.close(socket);
            if (registration != null) {
                registration.cancel();
            }
        }
    }

    /** Closes it with a reset, which discards what the peer has not acknowledged. */
    void reset() {
        try {
            if (socket.isOpen()) {
                socket.setSoLinger(0);
            }
        } catch (IOException e) {
            LOG.trace("no reset, it is closed in order", e);
        }
        close();
    }
}
