/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Signals that whoever runs the tests ignores, as nohup(1) and a script's background jobs do, are ignored by all that the
 * tests start, and a JVM leaves it at that. A cluster is to be started as from a terminal.
 */
final class DefaultSignals {
    /** SIGHUP, SIGINT, SIGQUIT, as bits of proc(5)'s SigIgn. */
    private static final long OF_A_TERMINAL = 0b111;

    private DefaultSignals() {}

    /** Returns what to put before a command; nothing where nothing is ignored. */
    static List<String> launcher() {
        return (ignored() & OF_A_TERMINAL) == 0 ? List.of() : List.of("env", "--default-signal=HUP,INT,QUIT");
    }

    private static long ignored() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(
                            line.substring("SigIgn:".length()).strip(), 16))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
