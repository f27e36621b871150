/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an IPv4 or IPv6 address with a port that may be left out; a name is none, so nothing is looked up. */
final class NumericAddress {
    static final String EXPECTED = "a numeric address such as 10.0.0.2, 10.0.0.2:53 or [fd00::2]:53";

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";
    private static final Pattern ADDRESS = Pattern.compile("(?<ipv4>" + BYTE + "(\\." + BYTE
            + "){3})(:(?<port>[0-9]{1,5}))?" + "|\\[(?<ipv6>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)\\](:(?<port6>[0-9]{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    private NumericAddress() {}

    /** Returns the address, or null where the text is none. */
    static @Nullable InetSocketAddress parse(String text, int defaultPort) {
        Matcher matcher = ADDRESS.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        boolean isIpv6 = matcher.group("ipv6") != null;
        String digits = matcher.group(isIpv6 ? "port6" : "port");
        int port = digits == null ? defaultPort : Integer.parseInt(digits);
        try {
            InetAddress address = InetAddress.getByName(matcher.group(isIpv6 ? "ipv6" : "ipv4"));
            return port < 1 || port > HIGHEST_PORT ? null : new InetSocketAddress(address, port);
        } catch (UnknownHostException e) {
            // Colons, but no address.
            return null;
        }
    }
}
