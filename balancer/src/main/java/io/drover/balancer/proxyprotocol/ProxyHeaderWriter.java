/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.proxyprotocol;

import io.drover.core.config.ProxyProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageEncoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes the header that a backend gets.
 *
 * <p>Threading: owned by one relay loop.
 */
public final class ProxyHeaderWriter {
    private static final String IPV4_MAPPED = "::ffff:";

    private static final byte[] V1_UNKNOWN = "PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII);

    // The encoder lets nobody call it but a pipeline; one without a connection is shared by all headers.
    private final EmbeddedChannel encoder = new EmbeddedChannel(HAProxyMessageEncoder.INSTANCE);

    /** Makes one. */
    public ProxyHeaderWriter() {
        encoder.config().setAllocator(PooledByteBufAllocator.DEFAULT);
    }

    /**
     * Returns the header of a client's connection; the caller's, to be written to and released.
     *
     * @param version v1 or v2
     * @param client its address, or null where it has none (a unix socket): the header says so
     * @param local the address it has connected to, or null where that has none
     */
    public ByteBuf ofClient(
            ProxyProtocol version, @Nullable InetSocketAddress client, @Nullable InetSocketAddress local) {
        if (client == null || local == null) {
            return unknown(version, HAProxyCommand.PROXY);
        }
        boolean isIpv4 = isIpv4(client) && isIpv4(local);
        return encoded(new HAProxyMessage(
                versionOf(version),
                HAProxyCommand.PROXY,
                isIpv4 ? HAProxyProxiedProtocol.TCP4 : HAProxyProxiedProtocol.TCP6,
                textOf(client.getAddress(), isIpv4),
                textOf(local.getAddress(), isIpv4),
                client.getPort(),
                local.getPort()));
    }

    /** Returns the header of a connection of the primary's own: LOCAL in v2, for which v1 has no other word than UNKNOWN. */
    public ByteBuf ofOurs(ProxyProtocol version) {
        return unknown(version, HAProxyCommand.LOCAL);
    }

    private ByteBuf unknown(ProxyProtocol version, HAProxyCommand command) {
        if (version == ProxyProtocol.V1) {
            // The encoder fails where there are no addresses, which the specification allows to leave out.
            return PooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(V1_UNKNOWN);
        }
        return encoded(new HAProxyMessage(
                HAProxyProtocolVersion.V2, command, HAProxyProxiedProtocol.UNKNOWN, null, null, 0, 0));
    }

    private ByteBuf encoded(HAProxyMessage message) {
        encoder.writeOutbound(message);
        return encoder.readOutbound();
    }

    private static HAProxyProtocolVersion versionOf(ProxyProtocol version) {
        return version == ProxyProtocol.V1 ? HAProxyProtocolVersion.V1 : HAProxyProtocolVersion.V2;
    }

    private static boolean isIpv4(InetSocketAddress address) {
        return address.getAddress() instanceof Inet4Address;
    }

    /** A header has room for one family: where only one of the two is of IPv6, the other is mapped into it. */
    private static String textOf(InetAddress address, boolean isIpv4) {
        String text = NetUtil.toAddressString(address);
        return !isIpv4 && address instanceof Inet4Address ? IPV4_MAPPED + text : text;
    }
}
