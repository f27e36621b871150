/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.proxyprotocol.ProxyHeader;
import io.netty.channel.unix.Socket;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whose connection it is that was accepted, where to, and when.
 *
 * <p>Threading: made on the acceptor thread, then owned by one relay loop.
 */
final class Arrival {
    private final Socket socket;
    private final boolean isTcp;
    private final Entry entry;
    private final long acceptedNs;
    private long clientKey;
    private @Nullable InetSocketAddress client;
    private @Nullable InetSocketAddress local;

    Arrival(Socket socket, boolean isTcp, Entry entry, long clientKey, long acceptedNs) {
        this.socket = socket;
        this.isTcp = isTcp;
        this.entry = entry;
        this.clientKey = clientKey;
        this.acceptedNs = acceptedNs;
    }

    /** Returns the client's end of it. */
    Socket socket() {
        return socket;
    }

    /** Tells whether that is known to be one of TCP. */
    boolean isTcp() {
        return isTcp;
    }

    /** Returns how it has come. */
    Entry entry() {
        return entry;
    }

    /** Returns when it was accepted, in ns of the relay's clock. */
    long acceptedNs() {
        return acceptedNs;
    }

    /** Returns the same in ms, as exact as it was taken. */
    long acceptedMs() {
        return TimeUnit.NANOSECONDS.toMillis(acceptedNs);
    }

    /** Returns what sticky policies and limits know its client by. */
    long clientKey() {
        return clientKey;
    }

    /** Returns the client's address, as its proxy says where there is one; null where it has none. */
    @Nullable
    InetSocketAddress client() {
        if (client == null) {
            client = ClientAddress.remote(socket);
        }
        return client;
    }

    /** Returns where the client connected to; null where that is no address of TCP. */
    @Nullable
    InetSocketAddress local() {
        if (local == null) {
            local = ClientAddress.local(socket);
        }
        return local;
    }

    /** Notes both addresses now: a socket that has been reset has none any more. */
    void note() {
        client();
        local();
    }

    /** Its proxy says who the client is, and where to, or that it is nobody but the proxy. */
    void announce(ProxyHeader header) {
        if (header.client() != null) {
            client = header.client();
            local = header.local();
            clientKey = ClientAddress.keyOf(header.client());
        }
    }
}
