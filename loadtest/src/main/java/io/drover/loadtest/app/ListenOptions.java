/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options that say where to listen. */
final class ListenOptions {
    private static final String DEFAULT_PORT = "8080";
    private static final String PORT = "--port";
    private static final String HOST = "--host";
    private static final String UNIX = "--unix";
    private static final NumberRange PORTS = new NumberRange(0, 65_535);

    private final @Nullable String port;
    private final @Nullable String host;
    private final @Nullable String unix;

    /** Takes what was given of them. */
    ListenOptions(ParseResult given) {
        port = given.matchedOptionValue(PORT, null);
        host = given.matchedOptionValue(HOST, null);
        unix = given.matchedOptionValue(UNIX, null);
    }

    /** Adds them to a command. */
    static void addTo(CommandSpec spec) {
        spec.addOption(OptionSpec.builder(PORT)
                        .type(String.class)
                        .paramLabel("N")
                        .description("TCP port, 0 for any free one. Default: the environment's PORT, or " + DEFAULT_PORT
                                + ".")
                        .build())
                .addOption(OptionSpec.builder(HOST)
                        .type(String.class)
                        .paramLabel("H")
                        .description("Local address. Default: all.")
                        .build())
                .addOption(OptionSpec.builder(UNIX)
                        .type(String.class)
                        .paramLabel("PATH")
                        .description("Unix socket to listen on instead of TCP.")
                        .build());
    }

    /**
     * Returns the address that the options and the environment amount to.
     *
     * @throws InvalidValueException when there is none
     */
    SocketAddress address(Map<String, String> environment) {
        return unix == null ? tcpAddress(environment) : unixAddress(unix);
    }

    private SocketAddress unixAddress(String path) {
        if (port != null || host != null) {
            throw new InvalidValueException("unix", path, "neither --port nor --host beside it");
        }
        return new DomainSocketAddress(path);
    }

    private SocketAddress tcpAddress(Map<String, String> environment) {
        int number = (int) PORTS.parse("port", port == null ? environmentPort(environment) : port);
        InetSocketAddress address = host == null ? new InetSocketAddress(number) : new InetSocketAddress(host, number);
        if (address.isUnresolved()) {
            throw new InvalidValueException("host", address.getHostString(), "an address of this machine, or its name");
        }
        return address;
    }

    private static String environmentPort(Map<String, String> environment) {
        String given = environment.getOrDefault("PORT", "");
        // Empty is how scripts unset a variable.
        return given.isEmpty() ? DEFAULT_PORT : given;
    }
}
