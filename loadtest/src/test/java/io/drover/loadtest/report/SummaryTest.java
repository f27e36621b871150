/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void takesTheMiddleOne() {
        assertThat(Summary.of(List.of(9.0, 1.0, 5.0))).contains(new Summary(5, 1, 9, 3));
    }

    @Test
    void takesTheMeanOfTheMiddleTwo() {
        assertThat(Summary.of(List.of(4.0, 1.0, 100.0, 2.0))).contains(new Summary(3, 1, 100, 4));
    }

    @Test
    void isNothingOfNothing() {
        assertThat(Summary.of(List.of())).isEmpty();
    }

    @Test
    void differsOnlyByMoreThanItsOwnSpread() {
        assertThat(new Summary(1.6, 1.5, 1.9, 3).isDistinguishableFrom(1)).isTrue();
        assertThat(new Summary(1.3, 1.1, 1.5, 3).isDistinguishableFrom(1)).isFalse();
        assertThat(new Summary(1.02, 0.9, 1.1, 3).isDistinguishableFrom(1)).isFalse();
    }

    @Test
    void tellsNothingByASingleMeasurement() {
        assertThat(new Summary(2, 2, 2, 1).isDistinguishableFrom(1)).isFalse();
    }
}
