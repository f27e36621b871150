/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/** Files of clusters in {@code /dev/shm}. */
final class SharedMemory {
    private static final Path FOLDER = Path.of("/dev/shm");

    private SharedMemory() {}

    /**
     * Returns the files that clusters of that name have left since a moment. One that some process has mapped is in use:
     * names repeat where tests run at the same time.
     */
    static List<Path> leftBy(String clusterName, FileTime since) {
        List<Path> left = matching(FOLDER, "drover-" + clusterName + "-*");
        left.removeIf(file -> isOlder(file, since));
        if (!left.isEmpty()) {
            for (Path process : matching(Path.of("/proc"), "[0-9]*")) {
                String maps = mapsOf(process);
                left.removeIf(file -> maps.contains(file.toString()));
            }
        }
        return left;
    }

    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOlder(Path file, FileTime moment) {
        try {
            return Files.getLastModifiedTime(file).compareTo(moment) < 0;
        } catch (IOException e) {
            // Gone meanwhile, so it is not left.
            return true;
        }
    }

    private static String mapsOf(Path process) {
        try {
            return Files.readString(process.resolve("maps"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // Gone meanwhile, or not ours to look at.
            return "";
        }
    }

    private static List<Path> matching(Path directory, String glob) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
            entries.forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
