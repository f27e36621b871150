/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.proxyprotocol.ProxyHeaderWriter;
import io.drover.balancer.tls.TlsServer;
import io.drover.core.config.ClusterConfig;
import io.drover.core.config.Network;
import io.drover.core.config.ProxyProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to relayed connections before their bytes flow.
 *
 * <p>Threading: safe from any thread.
 */
final class Front {
    private final ProxyProtocol proxyProtocol;
    private final List<Network> proxies;
    private final ConnectionLimits limits;
    private final Refusals tooManyOfOne = new Refusals("max-client-connections");
    private final @Nullable TlsServer tls;
    private final Refusals failedHandshakes = new Refusals("tls");
    private final Refusals badHeaders = new Refusals("accept-proxy");

    /**
     * Makes it.
     *
     * @throws IOException where a certificate can't be used
     */
    Front(ClusterConfig.Front config, DescriptorBudget descriptors) throws IOException {
        this.proxyProtocol = config.proxyProtocol();
        this.proxies = config.acceptProxy();
        this.limits = new ConnectionLimits(config.maxTotalConnections(), config.maxClientConnections(), descriptors);
        this.tls = config.tls().files().isEmpty() ? null : new TlsServer(config.tls());
    }

    /** Returns what a backend gets first, which says whose connection it is; null where it gets nothing. */
    @Nullable
    ByteBuf header(Arrival arrival, ProxyHeaderWriter writer) {
        if (proxyProtocol == ProxyProtocol.OFF) {
            return null;
        }
        return arrival.entry() == Entry.OURS
                ? writer.ofOurs(proxyProtocol)
                : writer.ofClient(proxyProtocol, arrival.client(), arrival.local());
    }

    /**
     * Returns how an accepted connection has come; null where it matters whose it is and that can't be known any more, as
     * it was reset meanwhile: what it had sent may begin with a header that nobody is to take for a client's bytes.
     */
    @Nullable
    Entry entryOf(int fd) {
        if (proxies.isEmpty()) {
            return Entry.CLIENT;
        }
        Socket socket = new Socket(fd);
        if (ClientAddress.isUnix(socket)) {
            return Entry.CLIENT;
        }
        InetSocketAddress peer = socket.remoteAddress();
        if (peer == null) {
            return null;
        }
        return proxies.stream().anyMatch(network -> network.contains(peer.getAddress())) ? Entry.PROXY : Entry.CLIENT;
    }

    /** Tells whether something has to come before the destination of a connection is chosen. */
    boolean greets(Entry entry) {
        return entry == Entry.PROXY || (entry == Entry.CLIENT && tls != null);
    }

    /** Returns what TLS is terminated with, or null where it passes as it is. */
    @Nullable
    TlsServer tls() {
        return tls;
    }

    /** Returns the connections whose handshake of TLS failed. */
    Refusals failedHandshakes() {
        return failedHandshakes;
    }

    ConnectionLimits limits() {
        return limits;
    }

    /** A client was turned away that had as many connections as it may have. */
    void onTooMany(@Nullable InetSocketAddress client) {
        tooManyOfOne.add(client, "its client has as many as it may have");
    }

    /** Returns the connections of clients that had too many already. */
    Refusals tooManyOfOne() {
        return tooManyOfOne;
    }

    /** Returns the connections that should have begun with a header and did not. */
    Refusals badHeaders() {
        return badHeaders;
    }
}
