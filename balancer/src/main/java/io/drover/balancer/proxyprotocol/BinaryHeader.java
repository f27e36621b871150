/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.proxyprotocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Version 2, section 2.2 of the protocol:
 *
 * <pre>
 * | signature, 12 | version, 4 bits | command, 4 bits | family, 4 bits | transport, 4 bits | length, 2 |
 * | source address | destination address | source port, 2 | destination port, 2 | TLVs: type, 1; length, 2; value |
 * </pre>
 */
final class BinaryHeader {
    private static final int FIXED_LENGTH = 16;

    /** What is said beside the addresses takes a few hundred bytes, a client's certificate at most thousands. */
    private static final int MOST_BEHIND = 4096;

    private static final int VERSION = 0x20;
    private static final int LOCAL = 0;
    private static final int PROXY = 1;
    private static final int STREAM = 1;
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;
    private static final int TLV_HEAD = 3;

    /** How many bytes the addresses and ports of each family take: unspecified, IPv4, IPv6, unix. */
    private static final int[] ADDRESSES_LENGTH = {0, 12, 36, 216};

    private BinaryHeader() {}

    static @Nullable ProxyHeader read(ByteBuf bytes) throws MalformedHeaderException {
        if (bytes.readableBytes() < FIXED_LENGTH) {
            return null;
        }
        int begin = bytes.readerIndex();
        int command = bytes.getUnsignedByte(begin + 12) ^ VERSION;
        if (command != LOCAL && command != PROXY) {
            throw new MalformedHeaderException("v2: another version or command");
        }
        int family = bytes.getUnsignedByte(begin + 13) >> 4;
        int transport = bytes.getUnsignedByte(begin + 13) & 0xF;
        if (family >= ADDRESSES_LENGTH.length || transport > 2) {
            throw new MalformedHeaderException("v2: another family or transport");
        }
        int behind = bytes.getUnsignedShort(begin + 14);
        if (behind > MOST_BEHIND) {
            throw new MalformedHeaderException("v2: a length of " + behind + ", above " + MOST_BEHIND);
        }
        if (bytes.readableBytes() < FIXED_LENGTH + behind) {
            return null;
        }
        // What a LOCAL connection says of addresses is to be skipped whatever it is.
        boolean hasAddresses = command == PROXY && family > 0;
        if (hasAddresses) {
            checkLengths(bytes, begin + FIXED_LENGTH, behind, ADDRESSES_LENGTH[family]);
        }
        boolean isTcp = hasAddresses && transport == STREAM && (family == IPV4 || family == IPV6);
        int length = FIXED_LENGTH + behind;
        return isTcp ? known(length, bytes, begin + FIXED_LENGTH, family) : new ProxyHeader(length, null, null);
    }

    private static void checkLengths(ByteBuf bytes, int from, int behind, int addresses)
            throws MalformedHeaderException {
        if (behind < addresses) {
            throw new MalformedHeaderException("v2: too short for its addresses");
        }
        int end = from + behind;
        int at = from + addresses;
        while (at < end) {
            if (end - at < TLV_HEAD) {
                throw new MalformedHeaderException("v2: a part of a TLV at the end");
            }
            at += TLV_HEAD + bytes.getUnsignedShort(at + 1);
        }
        if (at != end) {
            throw new MalformedHeaderException("v2: a TLV beyond the end");
        }
    }

    private static ProxyHeader known(int headerLength, ByteBuf bytes, int from, int family)
            throws MalformedHeaderException {
        int length = family == IPV4 ? 4 : 16;
        int ports = from + 2 * length;
        return new ProxyHeader(
                headerLength, address(bytes, from, length, ports), address(bytes, from + length, length, ports + 2));
    }

    private static InetSocketAddress address(ByteBuf bytes, int from, int length, int port)
            throws MalformedHeaderException {
        try {
            InetAddress address = InetAddress.getByAddress(ByteBufUtil.getBytes(bytes, from, length));
            return new InetSocketAddress(address, bytes.getUnsignedShort(port));
        } catch (UnknownHostException e) {
            throw new MalformedHeaderException("v2: " + e.getMessage());
        }
    }
}
