/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server that was started to be measured, and whose output goes to a file.
 *
 * <p>Threading: safe from any thread.
 */
public final class ServerProcess implements AutoCloseable {
    /** Longer than any of them needs once its connections are gone. */
    private static final long GRACE_MS = 10_000;

    private static final long POLL_MS = 2;
    private static final int SHOWN_LINES = 8;

    private final String name;
    private final Process process;
    private final Path log;

    private ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts it. */
    public static ServerProcess start(String name, List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        return new ServerProcess(name, process, log);
    }

    /** Returns the process id. */
    public long pid() {
        return process.pid();
    }

    /** Returns the process ids of what it has started, and what those have. */
    public List<Long> descendantPids() {
        return process.descendants().map(ProcessHandle::pid).toList();
    }

    /**
     * Waits until it is ready.
     *
     * @param ready asked again and again
     * @throws IOException when it ends, or takes too long, with the last of its output
     */
    public void await(BooleanSupplier ready, Duration atMost) throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + atMost.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new IOException(name + ": ended with " + process.exitValue()
                        + " (expected: a server that answers)" + lastOutput());
            }
            if (System.nanoTime() > deadlineNs) {
                throw new IOException(
                        name + ": no answer (expected: one within " + atMost.toSeconds() + " s)" + lastOutput());
            }
            Thread.sleep(POLL_MS);
        }
    }

    /** Tells whether it has ended, and with that exit code. */
    public boolean hasEndedWith(int exitCode) {
        return !process.isAlive() && process.exitValue() == exitCode;
    }

    /** Tells whether its output has such a text. */
    public boolean hasPrinted(String text) {
        return output().contains(text);
    }

    /** Ends it with SIGTERM, and after a while with SIGKILL; nothing that it started is left behind. */
    @Override
    public void close() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(GRACE_MS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    /** Returns the last lines of its output, each of them indented, or an empty text. */
    public String lastOutput() {
        List<String> lines = output().lines().toList();
        List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
        return last.isEmpty() ? "" : ", its last output:\n    " + String.join("\n    ", last);
    }

    private String output() {
        try {
            // Not readString: what a foreign program prints need not be UTF-8.
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(" + log + ": " + e.getMessage() + ")";
        }
    }
}
