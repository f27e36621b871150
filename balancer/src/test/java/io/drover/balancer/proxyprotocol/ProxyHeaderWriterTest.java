/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.proxyprotocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.core.config.ProxyProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProxyHeaderWriterTest {
    /** The twelve bytes of the specification, section 2.2. */
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.1", 56_324);
    private static final InetSocketAddress LOCAL = new InetSocketAddress("198.51.100.2", 443);
    private static final InetSocketAddress CLIENT_IPV6 = new InetSocketAddress("2001:db8::1", 56_324);
    private static final InetSocketAddress LOCAL_IPV6 = new InetSocketAddress("2001:db8::2", 443);

    private final ProxyHeaderWriter headers = new ProxyHeaderWriter();

    @Test
    void writesALineOfText() {
        assertThat(text(headers.ofClient(ProxyProtocol.V1, CLIENT, LOCAL)))
                .isEqualTo("PROXY TCP4 192.0.2.1 198.51.100.2 56324 443\r\n");
        assertThat(text(headers.ofClient(ProxyProtocol.V1, CLIENT_IPV6, LOCAL_IPV6)))
                .isEqualTo("PROXY TCP6 2001:db8::1 2001:db8::2 56324 443\r\n");
    }

    @Test
    void writesTheBinaryHeader() {
        assertThat(hex(headers.ofClient(ProxyProtocol.V2, CLIENT, LOCAL)))
                .isEqualTo(SIGNATURE + "21" + "11" + "000c" + "c0000201" + "c6336402" + "dc04" + "01bb");
        assertThat(hex(headers.ofClient(ProxyProtocol.V2, CLIENT_IPV6, LOCAL_IPV6)))
                .isEqualTo(SIGNATURE + "21" + "21" + "0024" + "20010db8000000000000000000000001"
                        + "20010db8000000000000000000000002" + "dc04" + "01bb");
    }

    @Test
    void mapsTheOtherAddressIntoIpv6WhereOneIsOfIt() {
        assertThat(text(headers.ofClient(ProxyProtocol.V1, CLIENT_IPV6, LOCAL)))
                .isEqualTo("PROXY TCP6 2001:db8::1 ::ffff:198.51.100.2 56324 443\r\n");
        assertThat(hex(headers.ofClient(ProxyProtocol.V2, CLIENT, LOCAL_IPV6)))
                .isEqualTo(SIGNATURE + "21" + "21" + "0024" + "00000000000000000000ffffc0000201"
                        + "20010db8000000000000000000000002" + "dc04" + "01bb");
    }

    @Test
    void saysThatAClientHasNoAddress() {
        assertThat(text(headers.ofClient(ProxyProtocol.V1, null, null))).isEqualTo("PROXY UNKNOWN\r\n");
        assertThat(hex(headers.ofClient(ProxyProtocol.V2, null, LOCAL))).isEqualTo(SIGNATURE + "21" + "00" + "0000");
    }

    @Test
    void marksAConnectionOfThePrimarysOwn() {
        assertThat(text(headers.ofOurs(ProxyProtocol.V1))).isEqualTo("PROXY UNKNOWN\r\n");
        assertThat(hex(headers.ofOurs(ProxyProtocol.V2))).isEqualTo(SIGNATURE + "20" + "00" + "0000");
    }

    private static String text(ByteBuf header) {
        try {
            return header.toString(StandardCharsets.US_ASCII);
        } finally {
            header.release();
        }
    }

    private static String hex(ByteBuf header) {
        try {
            return ByteBufUtil.hexDump(header);
        } finally {
            header.release();
        }
    }
}
