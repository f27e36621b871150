/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The last lines a worker printed, kept to explain its end. Of a stack trace most frames are left out: what was thrown, and
 * its causes, stand before and between them, and would be lost.
 *
 * <p>Threading: safe from any thread.
 */
final class LogTail {
    private static final int MAX_LINES = 12;
    private static final int MAX_LINE_CHARS = 300;
    private static final int MAX_FRAMES = 2;
    private static final Pattern FRAME =
            Pattern.compile("\\s+(at \\S.*\\)|\\.\\.\\. \\d+ (more|common frames omitted))\\s*");
    private static final String FRAMES_LEFT_OUT = "\t…";

    private final Deque<String> lines = new ArrayDeque<>(); // guarded by this

    private int frames; // guarded by this

    synchronized void add(String line) {
        frames = FRAME.matcher(line).matches() ? frames + 1 : 0;
        if (frames <= MAX_FRAMES) {
            keep(line);
        } else if (frames == MAX_FRAMES + 1) {
            keep(FRAMES_LEFT_OUT);
        }
    }

    private void keep(String line) {
        if (lines.size() == MAX_LINES) {
            lines.removeFirst();
        }
        lines.addLast(line.length() > MAX_LINE_CHARS ? line.substring(0, MAX_LINE_CHARS) + "…" : line);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
