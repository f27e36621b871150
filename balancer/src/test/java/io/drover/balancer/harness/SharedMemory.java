/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file of one cluster in {@code /dev/shm}. It is known by the link to it in the run directory, not by its name: tests
 * that run at the same time have clusters of the same name.
 *
 * <p>Threading: safe from any thread.
 */
final class SharedMemory {
    private volatile @Nullable Path file;

    /** Follows the link while the cluster has it. */
    void learn(Path runDirectory) {
        Path scoreboard = runDirectory.resolve("scoreboard");
        try {
            if (Files.isSymbolicLink(scoreboard)) {
                file = Files.readSymbolicLink(scoreboard);
            }
        } catch (IOException e) {
            // It has ended already, and the link goes after the file.
        }
    }

    /** Returns the file where it is still there. */
    Optional<Path> left() {
        return Optional.ofNullable(file).filter(Files::exists);
    }

    void remove() {
        left().ifPresent(left -> {
            try {
                Files.deleteIfExists(left);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
