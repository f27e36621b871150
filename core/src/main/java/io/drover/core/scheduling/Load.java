/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

/** What workers of different weights carry: open connections for each unit of weight. */
final class Load {
    private Load() {}

    /** Compares two candidates; exact, as nothing is divided. */
    static int compare(Candidates candidates, int one, int other) {
        return Long.compare(
                candidates.openConnections(one) * candidates.weight(other),
                candidates.openConnections(other) * candidates.weight(one));
    }
}
