/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Signals to processes, and what has become of those. */
public final class Signals {
    private static final long POLL_MS = 1;
    private static final long PATIENCE_NS = 5_000_000_000L;

    private Signals() {}

    /**
     * Sends a signal.
     *
     * @param name without SIG
     * @throws IOException when there is no such process
     */
    public static void send(String name, long pid) throws IOException, InterruptedException {
        // The shell's own kill is there even where procps is not installed.
        int code = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("process " + pid + ": not there (expected: one that takes SIG" + name + ")");
        }
    }

    /** Stops a process and waits until each of its threads stands still: SIGSTOP reaches them one by one. */
    public static void stop(long pid) throws IOException, InterruptedException {
        send("STOP", pid);
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!isStopped(pid)) {
            if (System.nanoTime() > deadlineNs) {
                throw new IOException("process " + pid + ": runs on (expected: it to be stopped)");
            }
            Thread.sleep(POLL_MS);
        }
    }

    private static boolean isStopped(long pid) throws IOException {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                if (state(thread) != 'T') {
                    return false;
                }
            }
        }
        return true;
    }

    /** Tells whether a process runs, or at least could: a dead one that nobody has waited for does not. */
    public static boolean isAlive(long pid) {
        try {
            char state = state(Path.of("/proc/" + pid));
            return state != 'Z' && state != 'X';
        } catch (IOException e) {
            return false;
        }
    }

    private static char state(Path process) throws IOException {
        try {
            String stat = Files.readString(process.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (NoSuchFileException e) {
            return 'X';
        }
    }
}
