/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads how connections are relayed. */
final class RelayReader {
    private static final int MOST_THREADS = 256;
    static final int MOST_CONNECTIONS = 10_000_000;
    private static final int MOST_CHECKS = 100;
    private static final int MOST_FAILURES = 10_000;
    private static final int DNS_PORT = 53;

    private final SettingReader settings;
    private final MachineResources machine;
    private final Forward forward;

    RelayReader(SettingReader settings, MachineResources machine, Forward forward) {
        this.settings = settings;
        this.machine = machine;
        this.forward = forward;
    }

    ClusterConfig.Relay relay() {
        return new ClusterConfig.Relay(
                splice(),
                threads(),
                settings.number(Setting.MAX_CONNECTIONS, 0, MOST_CONNECTIONS),
                settings.duration(Setting.CONNECT_TIMEOUT, Duration.ofMillis(1)),
                settings.duration(Setting.CLIENT_TIMEOUT, Duration.ZERO),
                settings.duration(Setting.SERVER_TIMEOUT, Duration.ZERO),
                settings.duration(Setting.HALF_CLOSED_TIMEOUT, Duration.ZERO),
                settings.duration(Setting.TOTAL_TIMEOUT, Duration.ZERO),
                accessLog(),
                new FrontReader(settings, forward).front(),
                checks(),
                nameServer());
    }

    private @Nullable Path accessLog() {
        String value = settings.one(Setting.ACCESS_LOG);
        if (value == null) {
            return null;
        }
        Path path = settings.path(Setting.ACCESS_LOG, value);
        if (path == null) {
            return null;
        }
        Path file = path.toAbsolutePath();
        Path folder = file.getParent();
        boolean canWrite = Files.exists(file)
                ? Files.isWritable(file) && !Files.isDirectory(file)
                : folder != null && Files.isWritable(folder);
        if (!canWrite) {
            settings.refuse(Setting.ACCESS_LOG, value, "a file that can be written, in an existing folder");
        }
        return file;
    }

    private SpliceMode splice() {
        String value = settings.text(Setting.SPLICE);
        SpliceMode mode = SpliceMode.ofKey(value);
        if (mode == null) {
            settings.refuse(Setting.SPLICE, value, "auto, on or off");
            return SpliceMode.AUTO;
        }
        return mode;
    }

    private ClusterConfig.Checks checks() {
        return new ClusterConfig.Checks(
                settings.duration(Setting.CHECK_INTERVAL, Duration.ZERO),
                settings.number(Setting.CHECK_RISE, 1, MOST_CHECKS),
                settings.number(Setting.CHECK_FALL, 1, MOST_CHECKS),
                settings.duration(Setting.CHECK_TIMEOUT, Duration.ofMillis(1)),
                settings.number(Setting.EJECT_AFTER, 0, MOST_FAILURES));
    }

    private @Nullable InetSocketAddress nameServer() {
        String value = settings.one(Setting.NAME_SERVER);
        if (value == null) {
            return null;
        }
        InetSocketAddress address = NumericAddress.parse(value, DNS_PORT);
        if (address == null) {
            settings.refuse(Setting.NAME_SERVER, value, NumericAddress.EXPECTED);
        }
        return address;
    }

    private int threads() {
        if (settings.text(Setting.RELAY_THREADS).equals("auto")) {
            return machine.cores();
        }
        return settings.number(Setting.RELAY_THREADS, 1, MOST_THREADS);
    }
}
