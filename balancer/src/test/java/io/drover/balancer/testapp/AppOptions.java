/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.testapp;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the application is to behave.
 *
 * @param listen {@code --listen=PORT|HOST:PORT|[IPV6]:PORT|unix:PATH}, any number of times
 * @param threads {@code --threads=N}: how many event loops
 * @param readyWhen {@code --ready-when=FILE}: calls ready() once the file is there; its name ends with the slot
 * @param failWhen {@code --fail-when=FILE}: exits at its start while the file is there; its name ends with the slot
 * @param neverJoins {@code --never-join}: does nothing at all
 * @param staysOn {@code --stay-on}: does not end by itself when it has drained
 * @param toleratesRefusal {@code --tolerate-refusal}: goes on after a port could not be had
 */
record AppOptions(
        List<SocketAddress> listen,
        int threads,
        @Nullable Path readyWhen,
        @Nullable Path failWhen,
        boolean neverJoins,
        boolean staysOn,
        boolean toleratesRefusal) {
    private static final String UNIX = "unix:";

    AppOptions {
        listen = List.copyOf(listen);
    }

    /** Other arguments are ignored: tests only look at them. */
    static AppOptions parse(String... args) {
        List<SocketAddress> listen = new ArrayList<>();
        int threads = 1;
        @Nullable Path readyWhen = null;
        @Nullable Path failWhen = null;
        for (String argument : args) {
            String value = argument.substring(argument.indexOf('=') + 1);
            switch (argument.substring(0, argument.length() - value.length())) {
                case "--listen=" -> listen.add(address(value));
                case "--threads=" -> threads = Integer.parseInt(value);
                case "--ready-when=" -> readyWhen = ofSlot(value);
                case "--fail-when=" -> failWhen = ofSlot(value);
                default -> {}
            }
        }
        List<String> all = List.of(args);
        return new AppOptions(
                listen,
                threads,
                readyWhen,
                failWhen,
                all.contains("--never-join"),
                all.contains("--stay-on"),
                all.contains("--tolerate-refusal"));
    }

    /** Each worker has its own file. */
    private static Path ofSlot(String path) {
        return Path.of(path + System.getenv().getOrDefault("DROVER_SLOT", "0"));
    }

    static SocketAddress address(String text) {
        if (text.startsWith(UNIX)) {
            return UnixDomainSocketAddress.of(text.substring(UNIX.length()));
        }
        int colon = text.lastIndexOf(':');
        int port = Integer.parseInt(text.substring(colon + 1));
        return colon < 0
                ? new InetSocketAddress(port)
                : new InetSocketAddress(text.substring(0, colon).replaceAll("[\\[\\]]", ""), port);
    }
}
