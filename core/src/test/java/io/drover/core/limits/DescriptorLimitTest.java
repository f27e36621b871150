/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class DescriptorLimitTest {
    @Test
    void reservesTheLastOnes() {
        DescriptorLimit limit = DescriptorLimit.of(1024);

        assertThat(limit.isReserved(959)).isFalse();
        assertThat(limit.isReserved(960)).isTrue();
    }

    @Test
    void leavesMostOfThemWhereThereAreFew() {
        DescriptorLimit limit = DescriptorLimit.of(80);

        assertThat(limit.isReserved(59)).isFalse();
        assertThat(limit.isReserved(60)).isTrue();
    }

    @Test
    void readsThatOfThisProcess() {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

        assertThat(DescriptorLimit.ofThisProcess().unreserved())
                .isEqualTo(
                        DescriptorLimit.of(system.getMaxFileDescriptorCount()).unreserved());
    }
}
