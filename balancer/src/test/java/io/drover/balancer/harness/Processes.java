/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the kernel tells of a process, see proc(5). */
public final class Processes {
    private Processes() {}

    /** Returns what the open descriptors of a process are; those that are closed meanwhile are left out. */
    public static List<String> openFiles(long pid) {
        List<String> files = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors) {
                openFile(descriptor).ifPresent(files::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static Optional<String> openFile(Path descriptor) throws IOException {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor).toString());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Returns how many descriptors a process has open. */
    public static long descriptors(long pid) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the processor time that a process has used, in hundredths of a second. */
    public static long cpuTicks(long pid) {
        String[] fields = statOf(pid).split(" ", -1);
        // Fields 14 and 15 of proc(5), of which the first two are cut off here.
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    /** Tells whether a process runs: one that has ended and only waits for its parent does not. */
    public static boolean isRunning(long pid) {
        String state = stateOf(pid);
        return !state.isEmpty() && !state.equals("Z") && !state.equals("X");
    }

    /** Tells whether a process is stopped by a signal. */
    public static boolean isStopped(long pid) {
        return stateOf(pid).equals("T");
    }

    private static String stateOf(long pid) {
        String stat = statOf(pid);
        return stat.isEmpty() ? "" : stat.substring(0, 1);
    }

    /** Returns what follows the name, which stands in parentheses and can hold anything; empty where it is gone. */
    private static String statOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return "";
        }
    }
}
