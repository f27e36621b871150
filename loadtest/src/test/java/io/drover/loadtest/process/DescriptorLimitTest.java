/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorLimitTest {
    @ParameterizedTest
    @CsvSource({"1048576, 10000", "21000, 10000", "20000, 9500", "4096, 1548", "1024, 12", "256, 1", "0, 1"})
    void leavesTwoDescriptorsForEachConnection(long limit, int connections) {
        assertThat(DescriptorLimit.relayedConnections(limit)).isEqualTo(connections);
    }
}
