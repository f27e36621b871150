/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.tls.TlsServer;
import io.drover.balancer.tls.TlsSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.unix.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A client's end with TLS on it: what is read and written is what is inside.
 *
 * <p>Records come and go whole, but a socket gives and takes any number of bytes. So an end may hold a part of a record
 * that has come, and records that the socket did not take: whoever writes has to {@link #flush} first, and nothing is
 * over before that. Only a peer that says so (close_notify) has ended in order; without it nobody knows whether the last
 * bytes are missing, and the connection counts as broken (RFC 8446 section 6.1).
 *
 * <p>Threading: owned by one relay loop.
 */
final class TlsEnd extends RelayEnd {
    /** What a client may ask for, such as new keys, without taking the answers. */
    private static final int MOST_UNSENT = 64 * 1024;

    /** How often it reads in vain, with nothing but TLS itself in what has come, before others get their turn. */
    private static final int MOST_TURNS = 16;

    private final RelayLoop loop;
    private final TlsServer server;
    private @Nullable TlsSession session;
    private @Nullable ByteBuf received;
    private @Nullable ByteBuf unsent;
    private @Nullable String failure;
    private boolean endAnnounced;
    private boolean leftWithoutNotice;

    TlsEnd(Socket socket, SplicedConnection connection, RelayLoop loop, TlsServer server, long nowMs) {
        super(socket, connection, true, true, nowMs);
        this.loop = loop;
        this.server = server;
    }

    @Override
    boolean isSecured() {
        return true;
    }

    /** Tells whether the handshake is over. */
    boolean isEstablished() {
        return session != null && session.isEstablished();
    }

    /** Returns what was wrong with what the client sent, or null. */
    @Nullable
    String failure() {
        return failure;
    }

    /** Takes bytes that were read before TLS began. */
    void begin(ByteBuf early) {
        received = early;
        markReadable();
    }

    /** More may be there to read than the socket has; but what is read may have to be answered. */
    @Override
    boolean isReadable() {
        return !isClogged() && (super.isReadable() || holdsMore());
    }

    /** Tells whether there is something to read that epoll knows nothing of. */
    private boolean holdsMore() {
        return session != null && (session.hasRecord() || session.isEnded());
    }

    private boolean isClogged() {
        return unsent != null && unsent.readableBytes() > MOST_UNSENT;
    }

    @Override
    void goOnLater() {
        if (holdsMore()) {
            loop.execute(this::goOn);
        } else {
            super.goOnLater();
        }
    }

    @Override
    int read(ByteBuffer buffer, int length) {
        if (failure != null || isBroken()) {
            return BROKEN;
        }
        TlsSession tls = session();
        ByteBuffer records = loop.tlsBuffers().received().clear();
        boolean hasSomething = takeHeld(records);
        ByteBuffer plain = buffer.clear().limit(length);
        int state = 0;
        try {
            for (int turn = 0; plain.position() == 0 && !tls.isEnded(); turn++) {
                if (turn == MOST_TURNS) {
                    reportAgain();
                    state = 0;
                    break;
                }
                if (!hasSomething) {
                    state = receive(records, records.position(), records.capacity());
                    if (state <= 0) {
                        break;
                    }
                    records.position(records.position() + state);
                }
                hasSomething = false;
                decrypt(tls, records, plain);
                if (isBroken()) {
                    return BROKEN;
                }
            }
            hold(records);
            return plain.position() > 0 ? plain.position() : stateOf(tls, state);
        } finally {
            buffer.clear();
        }
    }

    private int stateOf(TlsSession tls, int state) {
        if (tls.isEnded()) {
            return END;
        }
        if (state == END && tls.isEstablished()) {
            leftWithoutNotice = true;
            return broken("read", new SSLException("the client ended without close_notify"));
        }
        return state;
    }

    private void decrypt(TlsSession tls, ByteBuffer records, ByteBuffer plain) {
        ByteBuffer own = loop.tlsBuffers().toSend().clear();
        records.flip();
        try {
            tls.decrypt(records, plain, own);
        } catch (SSLException e) {
            failure = String.valueOf(e.getMessage());
            tls.end(own);
            broken("read", e);
        }
        records.compact();
        send(own);
    }

    @Override
    int write(ByteBuffer buffer, int from, int to) {
        int before = flush();
        if (before != 0) {
            return before == BROKEN ? BROKEN : 0;
        }
        ByteBuffer plain = buffer.duplicate().clear().position(from).limit(to);
        ByteBuffer records = loop.tlsBuffers().toSend().clear();
        try {
            session().encrypt(plain, records);
        } catch (SSLException e) {
            return broken("write", e);
        }
        return send(records) == BROKEN ? BROKEN : plain.position() - from;
    }

    @Override
    boolean hasLeftWithoutNotice() {
        return leftWithoutNotice;
    }

    @Override
    boolean announceEnd() {
        if (!endAnnounced) {
            endAnnounced = true;
            ByteBuffer own = loop.tlsBuffers().toSend().clear();
            session().end(own);
            send(own);
        }
        return flush() <= 0;
    }

    @Override
    int flush() {
        ByteBuf records = unsent;
        if (records == null) {
            return 0;
        }
        if (!isWritable()) {
            // The loop tells already: to ask it again would have it report what waits to be read again, at once.
            return records.readableBytes();
        }
        boolean wasClogged = isClogged();
        ByteBuffer view = records.internalNioBuffer(records.readerIndex(), records.readableBytes());
        int sent = super.write(view, view.position(), view.limit());
        if (sent == BROKEN) {
            return BROKEN;
        }
        records.skipBytes(sent);
        if (wasClogged && !isClogged()) {
            goOnLater();
        }
        if (records.isReadable()) {
            awaitWritable();
            return records.readableBytes();
        }
        records.release();
        unsent = null;
        return 0;
    }

    /** Sends records, behind those that wait; returns {@link #BROKEN} where that can't be. */
    private int send(ByteBuffer records) {
        int to = records.position();
        int sent = unsent == null && to > 0 ? super.write(records, 0, to) : 0;
        if (sent == BROKEN) {
            return BROKEN;
        }
        if (sent < to) {
            ByteBuf kept = unsent == null ? PooledByteBufAllocator.DEFAULT.directBuffer(to - sent) : unsent;
            unsent = kept.writeBytes(records.duplicate().position(sent).limit(to));
            awaitWritable();
        }
        return sent;
    }

    /** Puts what was held into the buffer; returns whether there was anything. */
    private boolean takeHeld(ByteBuffer records) {
        ByteBuf held = received;
        if (held == null) {
            return false;
        }
        received = null;
        records.limit(held.readableBytes());
        held.readBytes(records);
        records.limit(records.capacity());
        held.release();
        // A part of a record that has been looked at is of no use without more.
        return session().hasRecord() || !session().isEstablished();
    }

    private void hold(ByteBuffer records) {
        if (records.position() > 0) {
            received = loop.keep(records, 0, records.position());
        }
    }

    private TlsSession session() {
        if (session == null) {
            session = server.newSession();
        }
        return session;
    }

    @Override
    public void close() {
        super.close();
        if (received != null) {
            received.release();
            received = null;
        }
        if (unsent != null) {
            unsent.release();
            unsent = null;
        }
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
