/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.proxyprotocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String IPV4 = "c0000201c6336402dc0401bb";
    private static final String IPV6 =
            "20010db8000000000000000000000001" + "20010db8000000000000000000000002" + "dc0401bb";
    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.1", 56_324);
    private static final InetSocketAddress CLIENT_IPV6 = new InetSocketAddress("2001:db8::1", 56_324);

    private record Good(ByteBuf bytes, @Nullable InetSocketAddress client) {}

    static Stream<Good> good() {
        return Stream.of(
                new Good(text("PROXY TCP4 192.0.2.1 198.51.100.2 56324 443\r\n"), CLIENT),
                new Good(text("PROXY TCP6 2001:db8::1 2001:db8::2 56324 443\r\n"), CLIENT_IPV6),
                new Good(text("PROXY TCP6 ::ffff:192.0.2.1 2001:db8::2 56324 443\r\n"), CLIENT),
                new Good(text("PROXY UNKNOWN\r\n"), null),
                new Good(text("PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n"), null),
                new Good(hex(SIGNATURE + "2111000c" + IPV4), CLIENT),
                new Good(hex(SIGNATURE + "21210024" + IPV6), CLIENT_IPV6),
                // With two TLVs, one of them empty.
                new Good(hex(SIGNATURE + "21110013" + IPV4 + "040000" + "20000161"), CLIENT),
                new Good(hex(SIGNATURE + "20000000"), null),
                // What stands behind LOCAL is skipped, whatever it is.
                new Good(hex(SIGNATURE + "20110005" + "0102030405"), null),
                new Good(hex(SIGNATURE + "21000000"), null),
                // A datagram's addresses are none of this connection's.
                new Good(hex(SIGNATURE + "2112000c" + IPV4), null),
                new Good(hex(SIGNATURE + "213100d8" + "00".repeat(216)), null));
    }

    static Stream<ByteBuf> bad() {
        return Stream.of(
                text("GET / HTTP/1.1\r\n"),
                text("proxy TCP4 192.0.2.1 198.51.100.2 56324 443\r\n"),
                text("PROXY TCP4 192.0.2.1 198.51.100.2 56324 443\n"),
                text("PROXY TCP4 192.0.2.1 198.51.100.2 56324\r\n"),
                text("PROXY TCP4 192.0.2.1 198.51.100.2 56324 443 1\r\n"),
                text("PROXY TCP4  192.0.2.1 198.51.100.2 56324 443\r\n"),
                text("PROXY TCP4 192.0.2.256 198.51.100.2 56324 443\r\n"),
                text("PROXY TCP4 2001:db8::1 198.51.100.2 56324 443\r\n"),
                text("PROXY TCP6 192.0.2.1 2001:db8::2 56324 443\r\n"),
                text("PROXY TCP4 192.0.2.1 198.51.100.2 65536 443\r\n"),
                text("PROXY TCP4 192.0.2.1 198.51.100.2 -1 443\r\n"),
                text("PROXY TCP4 192.0.2.1 198.51.100.2 056324 443\r\n"),
                text("PROXY TCP4 010.2.3.4 198.51.100.2 56324 443\r\n"),
                text("PROXY TCP4 192.0.2.1 198.51.100.02 56324 443\r\n"),
                text("PROXY TCP4 localhost 198.51.100.2 56324 443\r\n"),
                text("PROXY UDP4 192.0.2.1 198.51.100.2 56324 443\r\n"),
                text("PROXY \r\n"),
                // 108 bytes.
                text("PROXY UNKNOWN " + "x".repeat(92) + "\r\n"),
                text("PROXY UNKNOWN " + "x".repeat(93)),
                hex(SIGNATURE + "1111000c" + IPV4),
                hex(SIGNATURE + "2211000c" + IPV4),
                hex(SIGNATURE + "2141000c" + IPV4),
                hex(SIGNATURE + "2113000c" + IPV4),
                hex(SIGNATURE + "2111000b" + IPV4),
                hex(SIGNATURE + "2121000c" + IPV4),
                // Said to be too long, before any of it has come.
                hex(SIGNATURE + "21111001"),
                hex(SIGNATURE + "2111ffff"),
                // TLVs: a part of one, one that ends behind the header.
                hex(SIGNATURE + "2111000e" + IPV4 + "0400"),
                hex(SIGNATURE + "21110010" + IPV4 + "04000261"));
    }

    @ParameterizedTest
    @MethodSource("good")
    void readsWhoTheClientIsAndLeavesTheBytesBehind(Good good) throws MalformedHeaderException {
        int length = good.bytes.readableBytes();
        ByteBuf more = Unpooled.wrappedBuffer(good.bytes, text("PROXY hello\r\n"));

        ProxyHeader read = ProxyHeader.read(more);
        assertThat(read).isEqualTo(new ProxyHeader(length, good.client, local(good)));
        assertThat(more.readerIndex()).isZero();
    }

    @ParameterizedTest
    @MethodSource("good")
    void waitsForTheRestOfAHeaderAtAnyByte(Good good) throws MalformedHeaderException {
        for (int length = 0; length < good.bytes.readableBytes(); length++) {
            assertThat(ProxyHeader.read(good.bytes.slice(0, length)))
                    .as("%d bytes", length)
                    .isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesWhatIsNone(ByteBuf bytes) {
        assertThatThrownBy(() -> ProxyHeader.read(bytes)).isInstanceOf(MalformedHeaderException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "PS", "PROXYTCP4", "\r\n\r\nX"})
    void refusesItWithTheFirstByteThatIsWrong(String beginning) {
        assertThatThrownBy(() -> ProxyHeader.read(text(beginning))).isInstanceOf(MalformedHeaderException.class);
    }

    @Test
    void takesTheLongestLineThereMayBe() throws MalformedHeaderException {
        ByteBuf longest = text("PROXY UNKNOWN " + "x".repeat(91) + "\r\n");
        assertThat(ProxyHeader.read(longest)).isEqualTo(new ProxyHeader(107, null, null));
    }

    /** What every client of these headers has connected to. */
    private static @Nullable InetSocketAddress local(Good good) {
        if (good.client == null) {
            return null;
        }
        boolean isIpv4 =
                good.bytes.toString(StandardCharsets.US_ASCII).contains("TCP4") || good.bytes.getByte(13) == 0x11;
        return new InetSocketAddress(isIpv4 ? "198.51.100.2" : "2001:db8::2", 443);
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static ByteBuf hex(String digits) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(digits));
    }
}
