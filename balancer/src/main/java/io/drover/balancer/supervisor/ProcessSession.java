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
 * Which processes belong to a session, setsid(2). Only a process that makes a session of its own leaves it, and no pid is
 * given out anew as long as a session has it for its id.
 */
final class ProcessSession {
    private static final Path PROC = Path.of("/proc");

    /** Of what stands behind the name in /proc/PID/stat, proc(5). */
    private static final int STATE = 0;

    private static final int SESSION = 3;

    private ProcessSession() {}

    /** Returns those that run. */
    static List<ProcessHandle> members(long session) {
        List<ProcessHandle> members = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                String[] fields = stat(process);
                if (fields != null && fields[SESSION].equals(Long.toString(session)) && isRunning(fields)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(members::add);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Without proc(5) there is nothing to be known.
        }
        return members;
    }

    /** Tells whether a process has not ended, whether or not its parent has asked how. */
    static boolean isRunning(ProcessHandle process) {
        String[] fields = stat(PROC.resolve(Long.toString(process.pid())));
        return fields != null && isRunning(fields) && process.isAlive();
    }

    private static boolean isRunning(String[] fields) {
        return !fields[STATE].equals("Z") && !fields[STATE].equals("X");
    }

    private static String @Nullable [] stat(Path process) {
        try {
            String line = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            // The name may contain spaces and parentheses.
            return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        } catch (IOException | IndexOutOfBoundsException e) {
            // It has ended meanwhile.
            return null;
        }
    }
}
