/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections that were accepted and wait for a destination: those that had something to say before one was chosen, and
 * those whose destination could not be reached. Who came first is served first.
 *
 * <p>Threading: owned by the acceptor thread.
 */
final class WaitingConnections {
    /** How soon room is looked for again: nobody tells when a destination has some. */
    private static final int LOOK_INTERVAL_MS = 5;

    private final Rotation rotation;
    private final DestinationChooser chooser;
    private final ScheduledExecutorService acceptor;
    private final long longestLooks;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private boolean looksAgain;
    private boolean endsSoon;

    /** How many of them have tried none yet. */
    private int newcomers;

    /** Counts the looks, which are the clock here: a pause of the whole process turns nobody away. */
    private long looks;

    /**
     * Begins with none.
     *
     * @param rotation where they can go
     * @param chooser among these
     * @param acceptor the acceptor thread
     * @param timeoutMs after that long they end; 0 for never
     */
    WaitingConnections(
            Rotation rotation, DestinationChooser chooser, ScheduledExecutorService acceptor, int timeoutMs) {
        this.rotation = rotation;
        this.chooser = chooser;
        this.acceptor = acceptor;
        this.longestLooks = timeoutMs == 0 ? Long.MAX_VALUE : Math.max(1, timeoutMs / LOOK_INTERVAL_MS);
    }

    /** Tells whether any has tried none yet: whatever has room is theirs, and not that of one who comes later. */
    boolean hasNewcomers() {
        return newcomers > 0;
    }

    /**
     * Adds one, which has its destination at once where nobody else waits for the same.
     *
     * @param why it ends where all have been tried
     */
    void add(SplicedConnection connection, Termination why) {
        Waiting waiting = new Waiting(connection, why, looks);
        if (newcomers > 0 || !settle(waiting)) {
            enqueue(waiting);
        }
    }

    /** Adds one that wants no destination before the next look. */
    void postpone(SplicedConnection connection) {
        enqueue(new Waiting(connection, Termination.CONNECT_FAILED, looks));
    }

    private void enqueue(Waiting waiting) {
        queue.add(waiting);
        newcomers += waiting.isNewcomer() ? 1 : 0;
        lookAgainLater();
    }

    /** There will be no more destinations than there are. */
    void finish() {
        endsSoon = true;
        serve();
    }

    /** Gives them what room there is, and ends those for whom there is no hope. */
    void serve() {
        for (Iterator<Waiting> all = queue.iterator(); all.hasNext(); ) {
            Waiting waiting = all.next();
            if (settle(waiting)) {
                all.remove();
                newcomers -= waiting.isNewcomer() ? 1 : 0;
            }
        }
    }

    /** Returns whether it waits no longer. */
    private boolean settle(Waiting waiting) {
        if (waiting.connection().isOver()) {
            return true;
        }
        Attempts attempts = waiting.connection().attempts();
        if (chooser.hasRoomFor(attempts)) {
            waiting.serve(chooser.choose(waiting.connection().arrival().clientKey()));
            return true;
        }
        Termination hopeless = hopeless(waiting);
        if (hopeless != null) {
            waiting.end(hopeless);
        }
        return hopeless != null;
    }

    /** Returns why one that there is no room for has nothing to wait for, or null where it has. */
    private @Nullable Termination hopeless(Waiting waiting) {
        Destination[] all = rotation.current();
        if (all.length > 0 && Arrays.stream(all).allMatch(waiting.connection().attempts()::includes)) {
            return waiting.why();
        }
        if (endsSoon && all.length == 0) {
            return Termination.DRAINED;
        }
        return looks - waiting.since() >= longestLooks ? Termination.QUEUE_TIMEOUT : null;
    }

    private void lookAgainLater() {
        if (!looksAgain && !queue.isEmpty()) {
            looksAgain = true;
            acceptor.schedule(this::lookAgain, LOOK_INTERVAL_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void lookAgain() {
        looksAgain = false;
        looks++;
        serve();
        lookAgainLater();
    }

    /**
     * One of them.
     *
     * @param why it ends where all have been tried
     * @param since which look it waits
     * @param isNewcomer whether it has tried none yet
     */
    private record Waiting(SplicedConnection connection, Termination why, long since, boolean isNewcomer) {
        Waiting(SplicedConnection connection, Termination why, long since) {
            this(connection, why, since, connection.attempts().isFirst());
        }

        void serve(Destination chosen) {
            connection.loop().run(() -> connection.retry(chosen));
        }

        void end(Termination how) {
            connection.loop().run(() -> connection.giveUp(how));
        }
    }
}
