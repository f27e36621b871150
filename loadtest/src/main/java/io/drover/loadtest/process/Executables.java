/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where programs are installed. */
public final class Executables {
    // HAProxy and nginx are often in the latter, and those often not on the PATH of a user.
    private static final String SYSTEM_FOLDERS = ":/usr/sbin:/usr/local/sbin";

    private Executables() {}

    /** Looks for a program on the PATH and where system programs are. */
    public static Optional<Path> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + SYSTEM_FOLDERS;
        return Stream.of(path.split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Returns the {@code java} that runs this. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
