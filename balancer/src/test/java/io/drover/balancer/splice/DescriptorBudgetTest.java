/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.core.limits.DescriptorLimit;
import org.junit.jupiter.api.Test;

class DescriptorBudgetTest {
    @Test
    void leavesTheReserveAndWhatWorkersNeed() {
        assertThat(DescriptorBudget.of(DescriptorLimit.of(1024), 30, 4).pairs())
                .isEqualTo((1024 - 64 - 30 - 4 * 8) / 2);
    }

    @Test
    void isNeverNothing() {
        assertThat(DescriptorBudget.of(DescriptorLimit.of(64), 40, 4).pairs()).isEqualTo(6);
    }

    @Test
    void isAnyNumberWhereTheSystemHasNoLimit() {
        assertThat(DescriptorBudget.of(DescriptorLimit.of(Integer.MAX_VALUE), 30, 2)
                        .pairs())
                .isGreaterThan(1_000_000_000);
    }

    @Test
    void hasPipesOnlyWhileHalfOfItIsFree() {
        DescriptorBudget budget = DescriptorBudget.of(DescriptorLimit.of(80), 40, 1);
        assertThat(budget.pairs()).isEqualTo(7);

        budget.take();
        budget.take();
        assertThat(budget.takeForPipe()).isTrue();
        assertThat(budget.takeForPipe()).isFalse();
        for (int connections = 3; connections <= 6; connections++) {
            assertThat(budget.hasRoom()).isTrue();
            budget.take();
        }
        assertThat(budget.hasRoom()).isFalse();

        budget.giveBack();
        assertThat(budget.hasRoom()).isTrue();
    }
}
