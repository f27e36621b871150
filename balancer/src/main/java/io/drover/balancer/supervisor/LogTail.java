/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last lines a worker printed, kept to explain its end.
 *
 * <p>Threading: safe from any thread.
 */
final class LogTail {
    private static final int MAX_LINES = 12;
    private static final int MAX_LINE_CHARS = 300;

    private final Deque<String> lines = new ArrayDeque<>(); // guarded by this

    synchronized void add(String line) {
        if (lines.size() == MAX_LINES) {
            lines.removeFirst();
        }
        lines.addLast(line.length() > MAX_LINE_CHARS ? line.substring(0, MAX_LINE_CHARS) + "…" : line);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
