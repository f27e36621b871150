/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import io.drover.loadtest.chaos.ChaosResult.Clientele;
import io.drover.loadtest.generator.ClientCounts;
import java.util.List;

/** What the counts of clients amount to. */
final class Clienteles {
    private static final double NS_PER_MS = 1e6;
    private static final long HUNG_MS = 2_000;
    private static final long NS_PER_US = 1_000;
    private static final int SHOWN_FAILURES = 10;

    private Clienteles() {}

    /** Takes all waits as they are. */
    static Clientele of(ClientCounts counts) {
        return new Clientele(
                counts.connections(),
                counts.requests(),
                counts.failed(),
                counts.hung(),
                counts.longestWaitNs() / NS_PER_MS);
    }

    /** Takes only these waits: the others are the fault itself. */
    static Clientele of(ClientCounts counts, Waits waits) {
        return new Clientele(
                counts.connections(),
                counts.requests(),
                counts.failed(),
                waits.longerThanMs(HUNG_MS),
                waits.longestMs());
    }

    /** Returns what the first failures were. */
    static List<String> failures(ClientCounts counts) {
        return counts.notable().stream()
                .filter(ClientCounts.Notable::isFailure)
                .limit(SHOWN_FAILURES)
                .map(failure -> failure.error() + " after " + failure.waitNs() / NS_PER_US + " µs on a "
                        + (failure.kept() ? "kept" : "new") + " connection")
                .toList();
    }
}
