/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process printed so far, line by line.
 *
 * <p>Threading: safe from any thread.
 */
public final class OutputLines {
    /** Generous: on a loaded machine a JVM takes its time. It is only waited out where a test fails. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * One line.
     *
     * @param isError whether it came on standard error
     * @param text without its end
     */
    public record Line(boolean isError, String text) {
        @Override
        public String toString() {
            return (isError ? "err| " : "out| ") + text;
        }
    }

    private final Consumer<String> listener;
    private final List<Line> lines = new ArrayList<>(); // guarded by this
    private int openStreams; // guarded by this

    /**
     * Makes one that tells of each line.
     *
     * @param listener gets them before anybody else, on the thread that reads
     */
    OutputLines(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Begins to read a stream, to its end. */
    synchronized void read(InputStream stream, boolean isError) {
        openStreams++;
        Thread reader = new Thread(() -> pump(stream, isError), isError ? "cluster-errors" : "cluster-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void pump(InputStream stream, boolean isError) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                listener.accept(text);
                add(new Line(isError, text));
            }
        } catch (IOException e) {
            // The process was killed while it printed.
        } finally {
            streamEnded();
        }
    }

    private synchronized void add(Line line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void streamEnded() {
        openStreams--;
        notifyAll();
    }

    /** Returns all lines, in the order they were read; between the two streams that order means little. */
    public synchronized List<Line> all() {
        return List.copyOf(lines);
    }

    /** Returns the lines of standard output. */
    public List<String> standardOutput() {
        return texts(line -> !line.isError());
    }

    /** Returns the lines of standard error. */
    public List<String> standardError() {
        return texts(Line::isError);
    }

    private List<String> texts(Predicate<Line> wanted) {
        return all().stream().filter(wanted).map(Line::text).toList();
    }

    /** Returns the text of all lines that contain the pattern. */
    public List<String> matching(String pattern) {
        Predicate<String> found = Pattern.compile(pattern).asPredicate();
        return texts(line -> found.test(line.text()));
    }

    /** Waits for a line that contains the pattern, and returns the match in the first such line. */
    public Matcher await(String pattern) {
        return await(pattern, 1);
    }

    /** Waits until so many lines contain the pattern, and returns the match in the last of these. */
    public synchronized Matcher await(String pattern, int count) {
        Pattern compiled = Pattern.compile(pattern);
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        int looked = 0;
        int found = 0;
        while (true) {
            for (; looked < lines.size(); looked++) {
                Matcher matcher = compiled.matcher(lines.get(looked).text());
                if (matcher.find() && ++found == count) {
                    return matcher;
                }
            }
            long leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0 || openStreams == 0) {
                throw new AssertionError("expected " + count + " lines with \"" + pattern + "\" but "
                        + (openStreams == 0 ? "the process ended" : "waited " + PATIENCE) + " after " + found);
            }
            waitForChange(leftMs);
        }
    }

    /** Waits until both streams have ended; a process that the application started can hold them open. */
    synchronized void awaitEnd(Duration patience) {
        long deadlineNs = System.nanoTime() + patience.toNanos();
        for (long leftMs = patience.toMillis(); openStreams > 0 && leftMs > 0; ) {
            waitForChange(leftMs);
            leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
        }
    }

    @SuppressWarnings("WaitNotInLoop") // every caller loops
    private synchronized void waitForChange(long ms) {
        try {
            wait(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: the test has run out of time", e);
        }
    }
}
