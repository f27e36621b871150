/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CpuMeterTest {
    @Test
    void tellsHowEvenlyTheServersShare() {
        CpuMeter.Spent spent = new CpuMeter.Spent(0.5, List.of(1.0, 3.0));
        assertThat(spent.totalSeconds()).isEqualTo(4.5, within(1e-9));
        assertThat(spent.busiestShare()).isEqualTo(0.75, within(1e-9));
    }

    @Test
    void countsAProcessThatServesByItselfAsTheBusiest() {
        assertThat(new CpuMeter.Spent(2, List.of()).busiestShare()).isEqualTo(1);
        assertThat(new CpuMeter.Spent(0, List.of(0.0, 0.0)).busiestShare()).isEqualTo(1);
    }
}
