/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.core.limits.DescriptorLimit;
import org.junit.jupiter.api.Test;

class RelayCapacityTest {
    @Test
    void leavesTheReserveAndWhatWorkersNeed() {
        RelayCapacity capacity = RelayCapacity.of(DescriptorLimit.of(1024), 30, 4);

        int most = 2 * capacity.connections() + 2 * capacity.pipes();
        assertThat(most).isBetween(1024 - 64 - 30 - 4 * 8 - 2, 1024 - 64 - 30 - 4 * 8);
        assertThat(capacity.pipes()).isEqualTo(56);
    }

    @Test
    void hasNoMorePipesThanThoseOfAnUnprivilegedUserWithManyPages() {
        assertThat(RelayCapacity.of(DescriptorLimit.of(1_000_000), 30, 4).pipes())
                .isEqualTo(1000);
    }

    @Test
    void isNeverNothing() {
        RelayCapacity capacity = RelayCapacity.of(DescriptorLimit.of(64), 40, 4);

        assertThat(capacity.connections()).isEqualTo(6);
        assertThat(capacity.pipes()).isZero();
    }

    @Test
    void isAnyNumberWhereTheSystemHasNoLimit() {
        assertThat(RelayCapacity.of(DescriptorLimit.of(Integer.MAX_VALUE), 30, 2)
                        .connections())
                .isGreaterThan(1_000_000_000);
    }
}
