/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JvmThreadsTest {
    @Test
    void leavesSmallMachinesAndSingleWorkersToTheJvm() {
        assertThat(new JvmThreads(2, 2).arguments(List.of())).isEmpty();
        assertThat(new JvmThreads(16, 1).arguments(List.of())).isEmpty();
    }

    @Test
    void givesEachWorkerItsShareAndTwoAtLeast() {
        assertThat(new JvmThreads(16, 16).arguments(List.of()))
                .containsExactly("-XX:ParallelGCThreads=2", "-XX:CICompilerCount=2");
        assertThat(new JvmThreads(64, 4).arguments(List.of()))
                .containsExactly("-XX:ParallelGCThreads=16", "-XX:CICompilerCount=16");
        assertThat(new JvmThreads(4, 4).arguments(List.of()))
                .containsExactly("-XX:ParallelGCThreads=2", "-XX:CICompilerCount=2");
    }

    @Test
    void leavesToTheUserWhatTheUserHasSet() {
        assertThat(new JvmThreads(16, 16).arguments(List.of("-XX:ParallelGCThreads=4")))
                .containsExactly("-XX:CICompilerCount=2");
        assertThat(new JvmThreads(16, 16).arguments(List.of("-XX:TieredStopAtLevel=1")))
                .containsExactly("-XX:ParallelGCThreads=2");
        assertThat(new JvmThreads(16, 16).arguments(List.of("-XX:ActiveProcessorCount=2")))
                .isEmpty();
    }
}
