/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What became of the requests of a group of clients so far.
 *
 * @param connections opened
 * @param answered completely and with a 2xx
 * @param failed of each kind that occurred
 * @param underWay not answered yet
 * @param notMade due, but not begun while all clients were waiting
 * @param hung that waited longer than two seconds, whatever became of them
 * @param longestWaitNs of any, those under way included
 * @param notable those that failed or waited long, with the time of each, as far as there is room for them
 */
public record ClientCounts(
        long connections,
        long answered,
        Map<ErrorKind, Long> failed,
        long underWay,
        long notMade,
        long hung,
        long longestWaitNs,
        List<Notable> notable) {

    /** Longer than that no client waits without taking the server for dead. */
    public static final long HUNG_NS = 2_000_000_000L;

    /** Those that wait that long are noted one by one. */
    public static final long NOTABLE_MS = 200;

    /**
     * A request that is worth a look.
     *
     * @param startNs when it was begun, {@link System#nanoTime}
     * @param waitNs from then to its end
     * @param error what went wrong, as the words of {@link ErrorKind}, or an empty text
     * @param kept whether its connection had served another request before
     */
    public record Notable(long startNs, long waitNs, String error, boolean kept) {
        /** Tells whether it failed. */
        public boolean isFailure() {
            return !error.isEmpty();
        }

        /** Returns when it ended. */
        public long endNs() {
            return startNs + waitNs;
        }
    }

    /** Copies what it is given. */
    public ClientCounts {
        failed = Collections.unmodifiableMap(new TreeMap<>(failed));
        notable = List.copyOf(notable);
    }

    /** Returns all that were begun. */
    public long requests() {
        return answered + failures() + underWay;
    }

    /** Returns the failures of all kinds. */
    public long failures() {
        return failed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns those of two groups together. */
    public ClientCounts and(ClientCounts other) {
        Map<ErrorKind, Long> bothFailed = new EnumMap<>(ErrorKind.class);
        failed.forEach((kind, count) -> bothFailed.merge(kind, count, Long::sum));
        other.failed.forEach((kind, count) -> bothFailed.merge(kind, count, Long::sum));
        return new ClientCounts(
                connections + other.connections,
                answered + other.answered,
                bothFailed,
                underWay + other.underWay,
                notMade + other.notMade,
                hung + other.hung,
                Math.max(longestWaitNs, other.longestWaitNs),
                Stream.concat(notable.stream(), other.notable.stream()).toList());
    }
}
