/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a JVM occupies.
 *
 * @param descriptors open
 * @param threads of it
 * @param residentKb memory that it keeps resident
 * @param liveHeapKb what is left in its heap after a collection; 0 where that can't be asked for
 * @param files below the folders that it may write to
 */
public record Footprint(long descriptors, long threads, long residentKb, long liveHeapKb, long files) {
    private static final long BYTES_PER_KB = 1024;

    /** Takes it, after a collection of the garbage. */
    public static Footprint of(long pid, List<Path> folders) throws IOException, InterruptedException {
        long heapKb = liveHeapKb(pid); // first: it collects the garbage
        return new Footprint(
                count(Path.of("/proc/" + pid + "/fd")),
                count(Path.of("/proc/" + pid + "/task")),
                ProcStat.residentKilobytes(pid),
                heapKb,
                files(folders));
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.count();
        }
    }

    private static long files(List<Path> folders) throws IOException {
        long files = 0;
        for (Path folder : folders) {
            try (Stream<Path> all = Files.walk(folder)) {
                files += all.count();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return files;
    }

    /**
     * Collects the garbage of a JVM and returns what is left in its heap; 0 where that can't be asked for. Not for other
     * processes: what asks a JVM to listen is a SIGQUIT, which ends nginx.
     */
    public static long liveHeapKb(long pid) throws IOException, InterruptedException {
        Path jcmd = Executables.java().resolveSibling("jcmd");
        if (!Files.isExecutable(jcmd)) {
            return 0;
        }
        // The histogram counts live objects only, and so begins with a full collection.
        Process asked = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        asked.waitFor();
        return histogram
                .lines()
                .filter(line -> line.startsWith("Total"))
                .mapToLong(line -> Long.parseLong(line.trim().split("\\s+", -1)[2]) / BYTES_PER_KB)
                .findFirst()
                .orElse(0);
    }
}
