/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a cluster must not leave behind, nor print. */
final class Leftovers {
    private Leftovers() {}

    static void refuse(Cluster cluster) {
        List<String> found = new ArrayList<>();
        cluster.livePids().forEach(pid -> found.add("process " + pid));
        cluster.folder().runDirectories().stream()
                .filter(directory -> !isOfAnother(directory, cluster))
                .forEach(directory -> found.add("run directory " + directory));
        cluster.sharedMemory().left().ifPresent(file -> found.add("shared memory " + file));
        cluster.output().all().stream()
                .map(OutputLines.Line::text)
                .filter(line -> isWarning(line) && !cluster.isExpectedWarning(line))
                .forEach(line -> found.add("line " + line));
        if (!found.isEmpty()) {
            Diagnosis.show("leftovers", cluster);
            throw new AssertionError("left by the cluster: " + String.join("; ", found));
        }
    }

    /** The lock holds the process id of the primary whose directory it is. */
    private static boolean isOfAnother(Path directory, Cluster cluster) {
        try {
            String owner = Files.readString(directory.resolve("lock"));
            return !owner.equals(Long.toString(cluster.pid()));
        } catch (IOException e) {
            return false;
        }
    }

    /** Of the JVM, or of Netty's leak detection; a worker's line has its slot in front. */
    private static boolean isWarning(String line) {
        return line.contains("LEAK:") || line.matches("(\\[\\d+] )?WARNING:.*") || line.contains("VM warning:");
    }
}
