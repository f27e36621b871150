/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.proxyprotocol.MalformedHeaderException;
import io.drover.balancer.proxyprotocol.ProxyHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What has to come from the client's side before a destination is chosen.
 *
 * <p>Threading: owned by one relay loop.
 */
final class Greeting {
    /** How it goes on. */
    enum Progress {
        /** More has to come. */
        WAITING,
        DONE,
        /** What should have been a header of the PROXY protocol is none. */
        MALFORMED,
        /** The handshake of TLS has failed. */
        NO_TLS,
        /** The other side has gone. */
        LEFT
    }

    /** The specification asks for at least that much: a SYN that is lost on the way to the proxy costs as long. */
    private static final int HEADER_TIMEOUT_MS = 3000;

    private static final int HANDSHAKE_TIMEOUT_MS = 10_000;

    private final RelayLoop loop;
    private final RelayEnd client;
    private final Front front;
    private final Arrival arrival;
    private long sinceMs;
    private boolean awaitsHeader;
    private @Nullable ByteBuf received;

    /**
     * Begins with nothing received.
     *
     * @param client with TLS or without
     * @param arrival learns who the client is
     */
    Greeting(RelayLoop loop, RelayEnd client, Front front, Arrival arrival) {
        this.loop = loop;
        this.client = client;
        this.front = front;
        this.arrival = arrival;
        this.awaitsHeader = arrival.entry() == Entry.PROXY;
        this.sinceMs = loop.nowMs();
    }

    /** Goes on with what has come. */
    Progress advance() {
        if (awaitsHeader) {
            Progress progress = readHeader();
            if (progress != Progress.DONE) {
                return progress;
            }
            awaitsHeader = false;
            sinceMs = loop.nowMs();
            if (client instanceof TlsEnd secured) {
                beginTls(secured);
            }
        }
        return client instanceof TlsEnd secured ? shakeHands(secured) : Progress.DONE;
    }

    private Progress readHeader() {
        ByteBuf bytes = received == null ? PooledByteBufAllocator.DEFAULT.directBuffer() : received;
        received = bytes;
        while (client.isReadable()) {
            ByteBuffer buffer = loop.buffer();
            int read = client.receive(buffer, 0, buffer.capacity());
            if (read < 0) {
                return Progress.LEFT;
            }
            if (read == 0) {
                client.markUnreadable();
                return Progress.WAITING;
            }
            bytes.writeBytes(buffer.duplicate().position(0).limit(read));
            try {
                ProxyHeader header = ProxyHeader.read(bytes);
                if (header != null) {
                    arrival.announce(header);
                    bytes.skipBytes(header.length());
                    return Progress.DONE;
                }
            } catch (MalformedHeaderException e) {
                front.badHeaders().add(arrival.client(), e.reason());
                return Progress.MALFORMED;
            }
        }
        return Progress.WAITING;
    }

    private void beginTls(TlsEnd secured) {
        ByteBuf records = takeRest();
        if (records != null) {
            secured.begin(records);
        }
    }

    private Progress shakeHands(TlsEnd secured) {
        secured.flush();
        while (secured.isReadable() && !secured.isEstablished()) {
            ByteBuffer buffer = loop.buffer();
            int read = secured.read(buffer, buffer.capacity());
            if (read > 0) {
                // The client's first bytes came right behind the handshake.
                received = PooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(buffer.limit(read));
                buffer.clear();
            } else if (secured.failure() != null) {
                front.failedHandshakes().add(arrival.client(), secured.failure());
                return Progress.NO_TLS;
            } else if (read < 0 && !secured.isEstablished()) {
                return Progress.LEFT;
            } else if (read == 0) {
                break;
            }
        }
        return secured.isEstablished() ? Progress.DONE : Progress.WAITING;
    }

    /** Returns whether it has taken too long, and is over. */
    boolean giveUpIfLate(long nowMs) {
        if (nowMs - sinceMs <= (awaitsHeader ? HEADER_TIMEOUT_MS : HANDSHAKE_TIMEOUT_MS)) {
            return false;
        }
        if (awaitsHeader) {
            front.badHeaders().add(arrival.client(), "there was no header in time");
        } else {
            front.failedHandshakes().add(arrival.client(), "the handshake was not over in time");
        }
        return true;
    }

    /** Returns the client's bytes that came with it, the caller's from now on, or null where there are none. */
    @Nullable
    ByteBuf takeRest() {
        ByteBuf rest = received;
        received = null;
        if (rest != null && !rest.isReadable()) {
            rest.release();
            return null;
        }
        return rest;
    }

    /** Lets go of what it holds. */
    void close() {
        ByteBuf rest = takeRest();
        if (rest != null) {
            rest.release();
        }
    }
}
