/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.proxyprotocol;

import io.netty.buffer.ByteBuf;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Version 1: {@code PROXY TCP4 192.0.2.1 198.51.100.2 56324 443} and the end of a line. Section 2.1 of the protocol. */
final class TextHeader {
    /** With the two bytes that end the line. */
    private static final int LONGEST = 107;

    private static final int FIELDS = 6;
    private static final Pattern PORT = Pattern.compile("0|[1-9][0-9]{0,4}");

    /** Which is octal for some, and for others not. */
    private static final Pattern LEADING_ZERO = Pattern.compile("(^|\\.)0[0-9]");

    private TextHeader() {}

    static @Nullable ProxyHeader read(ByteBuf bytes) throws MalformedHeaderException {
        int searched = Math.min(bytes.readableBytes(), LONGEST);
        int lineFeed = bytes.indexOf(bytes.readerIndex(), bytes.readerIndex() + searched, (byte) '\n');
        if (lineFeed < 0) {
            if (searched == LONGEST) {
                throw new MalformedHeaderException("v1: no end of line within " + LONGEST + " bytes");
            }
            return null;
        }
        int length = lineFeed + 1 - bytes.readerIndex();
        String line = bytes.toString(bytes.readerIndex(), length, StandardCharsets.US_ASCII);
        if (!line.endsWith("\r\n")) {
            throw new MalformedHeaderException("v1: the line ends without a carriage return");
        }
        String[] fields = line.substring(0, length - 2).split(" ", -1);
        // What follows UNKNOWN is to be ignored.
        return fields[1].equals("UNKNOWN") ? new ProxyHeader(length, null, null) : known(length, fields);
    }

    private static ProxyHeader known(int length, String[] fields) throws MalformedHeaderException {
        boolean isIpv4 = fields[1].equals("TCP4");
        if (fields.length != FIELDS || (!isIpv4 && !fields[1].equals("TCP6"))) {
            throw new MalformedHeaderException("v1: neither UNKNOWN nor TCP4 or TCP6 with two addresses and ports");
        }
        InetAddress client = address(fields[2], isIpv4);
        InetAddress local = address(fields[3], isIpv4);
        return new ProxyHeader(
                length, new InetSocketAddress(client, port(fields[4])), new InetSocketAddress(local, port(fields[5])));
    }

    private static InetAddress address(String text, boolean isIpv4) throws MalformedHeaderException {
        boolean isValid = isIpv4
                ? NetUtil.isValidIpV4Address(text)
                        && !LEADING_ZERO.matcher(text).find()
                : NetUtil.isValidIpV6Address(text);
        byte[] bytes = isValid ? NetUtil.createByteArrayFromIpAddressString(text) : null;
        if (bytes == null) {
            throw new MalformedHeaderException("v1: no address of " + (isIpv4 ? "IPv4" : "IPv6"));
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new MalformedHeaderException("v1: " + e.getMessage());
        }
    }

    private static int port(String text) throws MalformedHeaderException {
        int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (port < 0 || port > 65_535) {
            throw new MalformedHeaderException("v1: no port");
        }
        return port;
    }
}
