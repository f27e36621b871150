/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import io.netty.channel.IoEventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An open loop: when requests are due is settled in advance, at a constant rate, whether those before are answered or
 * not; and their time counts from then. A server that stands still is so not spared the requests that it would have had,
 * nor their waiting ("coordinated omission").
 *
 * <p>Threading: owned by its event loop.
 */
final class OpenLoop {
    /*
     * Connections that are kept have their requests dealt out beforehand: the n-th belongs to connection n modulo their
     * number, as if each was a user with a pace of his own. Were a request given to any connection that is free, one
     * worker of two that stands still would hold up a request of each of its connections, and look healthy.
     *
     * With a connection per request, connections are only places for requests, and any free one will do. Where there is
     * none, requests wait, and are made later; their time has begun.
     */
    private static final long SHORTEST_TICK_NS = 50_000;
    private static final double NS_PER_SECOND = 1e9;

    private final IoEventLoop loop;
    private final List<LoadConnection> connections;
    private final double perSecond;
    private final long most;
    private final boolean pooled;

    private final Deque<LoadConnection> free = new ArrayDeque<>(); // where they are pooled
    private final long[] nextOf; // the number of the next request of each connection, where they are not
    private long startNs;
    private long passed; // so many requests have been looked at when they were due
    private long asked;
    private long worstDelayNs;
    private boolean stopped;

    /**
     * Prepares it.
     *
     * @param perSecond how many requests are due in a second
     * @param most how many there are in all
     * @param pooled whether a request can be made on any connection
     */
    OpenLoop(IoEventLoop loop, List<LoadConnection> connections, double perSecond, long most, boolean pooled) {
        this.loop = loop;
        this.connections = connections;
        this.perSecond = perSecond;
        this.most = most;
        this.pooled = pooled;
        this.nextOf = new long[connections.size()];
    }

    void start() {
        startNs = System.nanoTime();
        free.addAll(connections);
        for (int i = 0; i < nextOf.length; i++) {
            nextOf[i] = i;
        }
        tick(startNs);
    }

    /** Makes what is due by now and can be made, and no more. */
    void stop() {
        askDue(System.nanoTime());
        stopped = true;
    }

    private void tick(long plannedNs) {
        if (stopped) {
            return;
        }
        long nowNs = System.nanoTime();
        worstDelayNs = Math.max(worstDelayNs, nowNs - plannedNs);
        askDue(nowNs);
        long due = due(nowNs);
        if (due < most) {
            long nextNs = Math.max(dueNs(due), nowNs + SHORTEST_TICK_NS);
            loop.schedule(() -> tick(nextNs), nextNs - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private void askDue(long nowNs) {
        long due = due(nowNs);
        if (pooled) {
            while (asked < due && !free.isEmpty()) {
                free.poll().ask(dueNs(asked++));
            }
            return;
        }
        for (; passed < due; passed++) {
            LoadConnection connection = connections.get((int) (passed % connections.size()));
            if (nextOf[connection.index()] == passed && connection.hasRoom()) {
                askNext(connection);
            }
        }
    }

    /** Is told that a connection has room for a request. */
    void onFree(LoadConnection connection) {
        if (stopped) {
            return;
        }
        long nowNs = System.nanoTime();
        if (pooled) {
            free.add(connection);
            askDue(nowNs);
            return;
        }
        long due = due(nowNs);
        while (nextOf[connection.index()] < due && connection.hasRoom()) {
            askNext(connection);
        }
    }

    private void askNext(LoadConnection connection) {
        long number = nextOf[connection.index()];
        nextOf[connection.index()] += connections.size();
        asked++;
        connection.ask(dueNs(number));
    }

    private long dueNs(long number) {
        return startNs + (long) (number * NS_PER_SECOND / perSecond);
    }

    /** Returns how many are due by then. */
    private long due(long nowNs) {
        return Math.min(most, (long) ((nowNs - startNs) / NS_PER_SECOND * perSecond) + 1);
    }

    /** Returns how many were due and have not been made, since no connection was free. */
    long notAsked(long nowNs) {
        return Math.max(0, due(nowNs) - asked);
    }

    /** Returns by how much the loop itself was late at most. */
    long worstDelayNs() {
        return worstDelayNs;
    }
}
