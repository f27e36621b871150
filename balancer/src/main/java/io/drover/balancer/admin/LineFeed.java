/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.admin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Lines for whoever wants to see them: the last ones that were, and those that come.
 *
 * <p>Threading: safe from any thread. Subscribers are called by whoever adds a line, and must not block.
 */
public final class LineFeed {
    private static final int LONGEST_LINE = 2_000;

    private final int capacity;
    private final Deque<String> last = new ArrayDeque<>(); // guarded by this
    private final List<Consumer<String>> subscribers = new CopyOnWriteArrayList<>();

    /** Makes a feed that keeps so many lines. */
    public LineFeed(int capacity) {
        this.capacity = capacity;
    }

    /** Adds a line. */
    public void add(String line) {
        String kept = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
        synchronized (this) {
            if (last.size() == capacity) {
                last.removeFirst();
            }
            last.addLast(kept);
        }
        subscribers.forEach(subscriber -> subscriber.accept(kept));
    }

    /** Returns the last lines, the oldest first. */
    public synchronized List<String> last() {
        return List.copyOf(last);
    }

    /** Has somebody told of every line from now on. */
    public void subscribe(Consumer<String> subscriber) {
        subscribers.add(subscriber);
    }

    /** Has nothing more told to somebody. */
    public void unsubscribe(Consumer<String> subscriber) {
        subscribers.remove(subscriber);
    }
}
