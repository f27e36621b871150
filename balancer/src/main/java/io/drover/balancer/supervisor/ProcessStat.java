/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel says of a process: /proc/PID/stat of proc(5).
 *
 * @param pid of the process
 * @param state a letter
 * @param parent its parent's pid
 * @param session the pid of who leads its session
 */
public record ProcessStat(long pid, char state, long parent, long session) {
    private static final Path PROC = Path.of("/proc");

    /** Of what stands behind the name. */
    private static final int STATE = 0;

    private static final int PARENT = 1;
    private static final int SESSION = 3;

    /** Returns what it says of all there are; nothing where there is no proc(5). */
    public static List<ProcessStat> all() {
        List<ProcessStat> all = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                ProcessStat stat = of(Long.parseLong(process.getFileName().toString()));
                if (stat != null) {
                    all.add(stat);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Those that were seen.
        }
        return all;
    }

    /** Returns what it says of one; null where that has ended. */
    static @Nullable ProcessStat of(long pid) {
        try {
            String line =
                    Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"), StandardCharsets.ISO_8859_1);
            // The name may contain spaces and parentheses.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return new ProcessStat(
                    pid, fields[STATE].charAt(0), Long.parseLong(fields[PARENT]), Long.parseLong(fields[SESSION]));
        } catch (IOException | IndexOutOfBoundsException e) {
            // It has ended meanwhile.
            return null;
        }
    }

    /** Tells whether it has not ended, whether or not its parent has asked how. */
    boolean isRunning() {
        return !isZombie() && state != 'X';
    }

    /** Tells whether it has ended, and its parent has not asked how. */
    public boolean isZombie() {
        return state == 'Z';
    }

    /** Tells whether it stands still by SIGSTOP, or a debugger. */
    boolean isStopped() {
        return state == 'T' || state == 't';
    }
}
