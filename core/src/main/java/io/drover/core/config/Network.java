/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that begin with the same bits: CIDR, RFC 4632 and RFC 4291 section 2.3. An IPv4 address that is mapped into
 * IPv6 is the IPv4 address.
 *
 * @param address one of them
 * @param prefixLength how many bits they share, from 0 to 32 or 128
 */
public record Network(InetAddress address, int prefixLength) {
    static final String EXPECTED = "an address, or a network as 10.0.0.0/8 or fd00::/8";

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern CIDR = Pattern.compile(
            "(?<address>" + BYTE + "(\\." + BYTE + "){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)(/(?<prefix>[0-9]{1,3}))?");

    private static final int MAPPED_BITS = 96;

    /** Tells whether an address is one of them. */
    public boolean contains(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        int whole = prefixLength / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (ours[i] != theirs[i]) {
                return false;
            }
        }
        int rest = prefixLength % Byte.SIZE;
        return rest == 0 || ((ours[whole] ^ theirs[whole]) & (0xFF << (Byte.SIZE - rest)) & 0xFF) == 0;
    }

    /** Reads what the user wrote; null where it can't be understood. Never asks a name server. */
    static @Nullable Network parse(String text) {
        Matcher cidr = CIDR.matcher(text);
        if (!cidr.matches()) {
            return null;
        }
        String written = cidr.group("address");
        InetAddress address;
        try {
            // Only numbers get here: the pattern takes no name, and what has a colon is never looked up.
            address = InetAddress.getByName(written);
        } catch (UnknownHostException e) {
            return null;
        }
        int bits = address instanceof Inet4Address ? 32 : 128;
        int prefix = bits;
        if (cidr.group("prefix") != null) {
            boolean isMapped = bits == 32 && written.indexOf(':') >= 0;
            prefix = Integer.parseInt(cidr.group("prefix")) - (isMapped ? MAPPED_BITS : 0);
        }
        return prefix < 0 || prefix > bits ? null : new Network(address, prefix);
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefixLength;
    }
}
