/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.loadtest.generator.ClientCounts.Notable;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private static final long MS = 1_000_000;

    private final Waits waits = new Waits(List.of(
            new Notable(10 * MS, 5_000 * MS, "", false),
            new Notable(100 * MS, 900 * MS, "", false),
            new Notable(200 * MS, 1_001 * MS, "reset", true)));

    @Test
    void tellsOldRequestsFromNewOnes() {
        assertThat(waits.begunBefore(100 * MS).longerThanMs(1_000)).isEqualTo(1);
        assertThat(waits.begunFrom(100 * MS).longerThanMs(1_000)).isEqualTo(1);
        assertThat(waits.begunFrom(100 * MS).longestMs()).isEqualTo(1_001);
    }

    @Test
    void countsWaitsFromAMomentOn() {
        Waits since = waits.countedFrom(4_000 * MS);

        assertThat(since.longestMs()).isEqualTo(1_010);
        assertThat(since.requests()).extracting(Notable::waitNs).containsExactly(1_010 * MS, 0L, 0L);
    }
}
