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
        assertThat(Summary.of(List.of(9.0, 1.0, 5.0))).contains(new Summary(5, 1, 9));
    }

    @Test
    void takesTheMeanOfTheMiddleTwo() {
        assertThat(Summary.of(List.of(4.0, 1.0, 100.0, 2.0))).contains(new Summary(3, 1, 100));
    }

    @Test
    void isNothingOfNothing() {
        assertThat(Summary.of(List.of())).isEmpty();
    }
}
