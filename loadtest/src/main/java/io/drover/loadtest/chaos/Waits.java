/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import io.drover.loadtest.generator.ClientCounts.Notable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * How long some of the requests waited.
 *
 * @param requests those worth a look; all others waited less than the scenarios ask for
 */
record Waits(List<Notable> requests) {
    private static final double NS_PER_MS = 1e6;

    Waits {
        requests = List.copyOf(requests);
    }

    Waits where(Predicate<Notable> condition) {
        return new Waits(requests.stream().filter(condition).toList());
    }

    /** Returns those that were begun at that time or later. */
    Waits begunFrom(long ns) {
        return where(request -> request.startNs() - ns >= 0);
    }

    /** Returns those that were begun before. */
    Waits begunBefore(long ns) {
        return where(request -> request.startNs() - ns < 0);
    }

    /** Returns the same requests as if each had begun at that time, where it began earlier. */
    Waits countedFrom(long ns) {
        return new Waits(requests.stream()
                .map(request -> request.startNs() - ns >= 0
                        ? request
                        : new Notable(ns, Math.max(0, request.endNs() - ns), request.error(), request.kept()))
                .toList());
    }

    long longerThanMs(long ms) {
        long ns = TimeUnit.MILLISECONDS.toNanos(ms);
        return requests.stream().filter(request -> request.waitNs() > ns).count();
    }

    double longestMs() {
        return requests.stream().mapToLong(Notable::waitNs).max().orElse(0) / NS_PER_MS;
    }
}
