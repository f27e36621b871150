/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A variable that every process of one cluster inherits, by which they are found whoever their parent is now.
 *
 * @param text name and value, as in {@code /proc/PID/environ}
 */
record Marker(String text) {
    private static final String NAME = "IT_CLUSTER";

    static Marker on(ProcessBuilder builder) {
        String value = UUID.randomUUID().toString();
        builder.environment().put(NAME, value);
        return new Marker(NAME + "=" + value);
    }

    /** Returns the ids of all live processes that have it. */
    List<Long> livePids() {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                // A zombie's environment is empty: one that only waits for its parent does not count.
                if (environmentOf(process).contains(text)) {
                    pids.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return pids;
    }

    private static String environmentOf(Path process) {
        try {
            return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // Gone meanwhile, or not ours to look at and so not ours at all.
            return "";
        }
    }
}
