/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PinningTest {
    @Test
    void givesTheGeneratorTheLastCore() {
        Pinning apart = Pinning.apart(8);
        assertThat(apart.servers()).isEqualTo("0-6");
        assertThat(apart.generator()).isEqualTo("7");
        assertThat(apart.serverCores()).isEqualTo(7);
        assertThat(Pinning.apart(2).servers()).isEqualTo("0");
    }

    @Test
    void changesNothingWhereNothingIsPinned() {
        assertThat(Pinning.none().server(List.of("java"))).containsExactly("java");
        assertThat(Pinning.none().words()).startsWith("not pinned");
    }

    @Test
    void startsAProcessOnItsCores() throws Exception {
        assumeThat(Pinning.isPossible()).isTrue();
        Process process =
                new ProcessBuilder(new Pinning("0", "0", 1).server(List.of("cat", "/proc/self/status"))).start();
        String status = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(status).containsPattern("Cpus_allowed_list:\\s+0\n");
    }
}
