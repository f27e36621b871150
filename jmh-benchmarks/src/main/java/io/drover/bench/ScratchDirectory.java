/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A directory for one trial, private to this user and in shared memory, where the primary has its scoreboard.
 *
 * @param path of the directory
 */
public record ScratchDirectory(Path path) implements AutoCloseable {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    /** Makes an empty directory, in the temp directory where there is no shared memory. */
    public static ScratchDirectory create() throws IOException {
        Path path = Files.isWritable(SHARED_MEMORY)
                ? Files.createTempDirectory(SHARED_MEMORY, "drover-bench-")
                : Files.createTempDirectory("drover-bench-");
        return new ScratchDirectory(path);
    }

    /** Deletes the directory and all that is in it. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(ScratchDirectory::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
