/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcStatTest {
    @Test
    void readsTimesBehindACommandWithBlanksAndParentheses() {
        ProcStat stat = ProcStat.parse("17 (a) b (c) S 1 17 17 0 -1 4194560 9 8 7 6 150 25 300 100 20 0 1 0 5 0 0");
        assertThat(stat).isEqualTo(new ProcStat(1.75, 4));
    }

    @Test
    void readsThatOfThisProcess() throws IOException {
        assertThat(ProcStat.ofSelf().cpuSeconds()).isPositive();
        assertThat(ProcStat.residentKilobytes(ProcessHandle.current().pid())).isGreaterThan(1_000);
    }
}
