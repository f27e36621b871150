/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void dividesPairByPair() {
        // The machine was half as fast in the second repetition: no ratio shows that.
        Series cluster = new Series(Map.of(1, 200.0, 2, 100.0, 3, 220.0));
        Series direct = new Series(Map.of(1, 100.0, 2, 50.0, 3, 100.0));
        assertThat(cluster.ratioTo(direct)).contains(new Summary(2, 2, 2.2, 3));
    }

    @Test
    void leavesOutWhatHasNoPair() {
        Series cluster = new Series(Map.of(1, 200.0, 3, 300.0));
        Series direct = new Series(Map.of(1, 100.0, 2, 50.0));
        assertThat(cluster.ratioTo(direct)).contains(new Summary(2, 2, 2, 1));
    }

    @Test
    void doesNotDivideByNothing() {
        assertThat(new Series(Map.of(1, 200.0)).ratioTo(new Series(Map.of(1, 0.0))))
                .isEmpty();
    }
}
