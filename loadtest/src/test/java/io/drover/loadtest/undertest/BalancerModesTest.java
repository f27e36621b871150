/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.core.config.Forward;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BalancerModesTest {
    @Test
    void findsEveryPolicyAndTheDefaultFirst() {
        assertThat(BalancerModes.policies())
                .startsWith("round-robin")
                .contains("least-connections", "ip-hash", "random-two")
                .doesNotContain("none")
                .doesNotHaveDuplicates();
    }

    @Test
    void findsEveryForwardModeAndTheDefaultFirst() {
        assertThat(BalancerModes.forwards())
                .startsWith("handoff")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Forward.values()).map(Forward::key).toList());
    }
}
