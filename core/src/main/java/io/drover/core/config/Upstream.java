/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server to which connections are relayed.
 *
 * @param name as the user wrote its address
 * @param host a name or a numeric address; the path of a unix socket where the port is 0
 * @param port from 1 to 65535, or 0 for a unix socket
 * @param weight how many connections it gets in proportion to others, from 1, the default, to 256
 * @param maxConnections how many it may have at once; 0 for what --max-connections says
 */
public record Upstream(String name, String host, int port, int weight, int maxConnections) {
    static final String EXPECTED =
            "HOST:PORT or unix:PATH, with ,weight=1 to 256 and ,max-connections=N behind it as wanted";
    private static final int HEAVIEST = 256;
    private static final Pattern ADDRESS = Pattern.compile(
            "(\\[(?<ipv6>[^\\[\\]]+)\\]|(?<host>[A-Za-z0-9._-]+)):(?<port>[0-9]{1,5})|unix:(?<path>/.+)");

    /** Tells whether it is a unix socket. */
    public boolean isUnix() {
        return port == 0;
    }

    /** Reads what the user wrote; null where it can't be understood. */
    static @Nullable Upstream parse(String text) {
        String[] parts = text.split(",", -1);
        Matcher address = ADDRESS.matcher(parts[0]);
        if (!address.matches()) {
            return null;
        }
        int port = address.group("port") == null ? 0 : Integer.parseInt(address.group("port"));
        int weight = 1;
        int maxConnections = 0;
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].matches("weight=[0-9]{1,3}")) {
                weight = numberIn(parts[i]);
            } else if (parts[i].matches("max-connections=[0-9]{1,8}")) {
                maxConnections = numberIn(parts[i]);
            } else {
                return null;
            }
        }
        boolean isWrong =
                weight < 1 || weight > HEAVIEST || port > 65_535 || (port == 0 && address.group("path") == null);
        return isWrong ? null : new Upstream(parts[0], hostOf(address), port, weight, maxConnections);
    }

    private static int numberIn(String option) {
        return Integer.parseInt(option.substring(option.indexOf('=') + 1));
    }

    private static String hostOf(Matcher address) {
        if (address.group("path") != null) {
            return address.group("path");
        }
        return address.group("ipv6") != null ? address.group("ipv6") : address.group("host");
    }
}
