/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

/**
 * Makes one number of a client's address, equal for addresses that sticky policies must treat as one client.
 *
 * <p>An IPv4 address and the same address mapped into IPv6 (RFC 4291 section 2.5.5.2) give the same key. Of an IPv6
 * address only the /64 prefix counts, since a host changes the rest at will (RFC 8981).
 */
public final class ClientKey {
    /** 2^64 divided by the golden ratio, odd: spreads consecutive numbers over all bits. */
    static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private static final int IPV4_MAPPED_PREFIX = 0xFFFF;

    private ClientKey() {}

    /**
     * Returns the key of an address.
     *
     * @param address its bytes in network order: four of IPv4, or 16 of IPv6
     */
    public static long of(byte[] address) {
        return address.length == 4 ? ofIpv4(address, 0) : ofIpv6(address, 0);
    }

    /**
     * Returns the key of an IPv4 address.
     *
     * @param bytes holds the four bytes in network order
     * @param offset where they begin
     */
    public static long ofIpv4(byte[] bytes, int offset) {
        return mix(intAt(bytes, offset) & 0xFFFF_FFFFL);
    }

    /**
     * Returns the key of an IPv6 address.
     *
     * @param bytes holds the 16 bytes in network order
     * @param offset where they begin
     */
    public static long ofIpv6(byte[] bytes, int offset) {
        long prefix = (long) intAt(bytes, offset) << 32 | (intAt(bytes, offset + 4) & 0xFFFF_FFFFL);
        if (prefix == 0 && intAt(bytes, offset + 8) == IPV4_MAPPED_PREFIX) {
            return ofIpv4(bytes, offset + 12);
        }
        // The golden ratio keeps ::/64 (loopback) apart from 0.0.0.0.
        return mix(prefix ^ GOLDEN_RATIO);
    }

    /**
     * Returns the key of a client without an address (a unix socket): each connection counts as another client.
     *
     * @param sequence a number that differs from connection to connection
     */
    public static long ofSequence(long sequence) {
        return mix(sequence * GOLDEN_RATIO);
    }

    /** The finaliser of MurmurHash3 (Appleby, public domain): every input bit changes every output bit. */
    static long mix(long value) {
        long x = mixUpperBits(value);
        return x ^ (x >>> 33);
    }

    /** Returns {@link #mix} without its last step, which leaves the upper 33 bits as they are. */
    static long mixUpperBits(long value) {
        long x = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
        return (x ^ (x >>> 33)) * 0xC4CEB9FE1A85EC53L;
    }

    private static int intAt(byte[] bytes, int offset) {
        return bytes[offset] << 24
                | (bytes[offset + 1] & 0xFF) << 16
                | (bytes[offset + 2] & 0xFF) << 8
                | (bytes[offset + 3] & 0xFF);
    }
}
