/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package sun.nio.ch;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses as Netty's native code encodes them: IPv4, or IPv6 with scope, each with port. */
final class DroverAddresses {
    private static final int IPV4_LENGTH = 8;
    private static final int IPV6_LENGTH = 24;

    private DroverAddresses() {}

    /** Returns an address as Netty's native code does. */
    static byte[] encode(InetSocketAddress address) {
        byte[] host = address.getAddress().getAddress();
        boolean ipv4 = address.getAddress() instanceof Inet4Address;
        byte[] into = new byte[ipv4 ? IPV4_LENGTH : IPV6_LENGTH];
        System.arraycopy(host, 0, into, 0, host.length);
        int next = host.length;
        if (!ipv4) {
            int scope = ((Inet6Address) address.getAddress()).getScopeId();
            next = encode(scope, into, next);
        }
        encode(address.getPort(), into, next);
        return into;
    }

    private static int encode(int value, byte[] into, int at) {
        into[at] = (byte) (value >>> 24);
        into[at + 1] = (byte) (value >>> 16);
        into[at + 2] = (byte) (value >>> 8);
        into[at + 3] = (byte) value;
        return at + 4;
    }

    /** Returns what such an encoded address stands for. */
    static InetSocketAddress decode(byte[] address) throws IOException {
        int port = decode(address, address.length - Integer.BYTES);
        if (address.length == IPV4_LENGTH) {
            return new InetSocketAddress(InetAddress.getByAddress(java.util.Arrays.copyOf(address, 4)), port);
        }
        byte[] host = java.util.Arrays.copyOf(address, 16);
        int scope = decode(address, 16);
        InetAddress ipv6 = scope == 0 ? InetAddress.getByAddress(host) : Inet6Address.getByAddress(null, host, scope);
        return new InetSocketAddress(ipv6, port);
    }

    private static int decode(byte[] from, int at) {
        return (from[at] & 0xff) << 24 | (from[at + 1] & 0xff) << 16 | (from[at + 2] & 0xff) << 8 | from[at + 3] & 0xff;
    }
}
