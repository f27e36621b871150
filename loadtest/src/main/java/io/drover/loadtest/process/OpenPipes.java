/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The pipes that a process has open, from proc(5). */
public final class OpenPipes {
    private static final String PIPE = "pipe:";

    private OpenPipes() {}

    /** Counts them; one with both ends open counts once. */
    public static long of(long pid) throws IOException {
        List<Path> descriptors;
        try (Stream<Path> entries = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            descriptors = entries.toList();
        }
        Set<String> pipes = new HashSet<>();
        for (Path descriptor : descriptors) {
            try {
                String name = Files.readSymbolicLink(descriptor).toString();
                if (name.startsWith(PIPE)) {
                    pipes.add(name);
                }
            } catch (IOException e) {
                // Closed meanwhile.
            }
        }
        return pipes.size();
    }
}
