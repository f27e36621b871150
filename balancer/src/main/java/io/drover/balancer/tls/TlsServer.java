/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.tls;

import io.drover.core.config.ClusterConfig.Tls;
import io.drover.core.tls.KeyFiles;
import io.drover.core.tls.TlsIdentity;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificates that TLS is terminated with.
 *
 * <p>Threading: safe from any thread.
 */
public final class TlsServer {
    private final Tls config;
    private volatile SslContext context;

    /**
     * Reads them.
     *
     * @throws IOException where one can't be used
     */
    public TlsServer(Tls config) throws IOException {
        this.config = config;
        this.context = contextOf(config);
    }

    /**
     * Reads them again, for connections that begin from now on. Returns how many there are.
     *
     * @throws IOException where one can't be used: all of the old ones stay
     */
    public int reload() throws IOException {
        context = contextOf(config);
        return config.files().size();
    }

    /** Returns the TLS of a new connection. */
    public TlsSession newSession() {
        return new TlsSession(context.newEngine(PooledByteBufAllocator.DEFAULT));
    }

    private static SslContext contextOf(Tls config) throws IOException {
        List<TlsIdentity> identities = new ArrayList<>();
        for (KeyFiles files : config.files()) {
            identities.add(TlsIdentity.read(files));
        }
        SslContextBuilder builder =
                SslContextBuilder.forServer(new NamedKeys(identities)).protocols("TLSv1.3", "TLSv1.2");
        if (!config.protocols().isEmpty()) {
            builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    config.protocols()));
        }
        return builder.build();
    }
}
