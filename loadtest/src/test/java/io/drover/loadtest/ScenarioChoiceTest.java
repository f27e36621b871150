/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioChoiceTest {
    private final ScenarioChoice choice = ScenarioChoice.of(false, 2, 2);

    @Test
    void leavesOutWhatRunsOnlyWhereItIsNamed() {
        assertThat(named()).contains("keep-alive", "events").noneMatch(name -> name.startsWith("relay"));
    }

    @Test
    void takesAllOfAFamily() {
        assertThat(named("relay"))
                .containsExactly(
                        "relay-keep-alive",
                        "relay-many",
                        "relay-per-request",
                        "relay-1m",
                        "relay-100m",
                        "relay-latency",
                        "relay-idle");
    }

    @Test
    void takesOneOfAFamilyAndNothingTwice() {
        assertThat(named("relay-1m", "start")).containsExactly("start", "relay-1m");
        assertThat(named("relay-1m", "relay")).hasSize(7).doesNotHaveDuplicates();
    }

    private List<String> named(String... names) {
        return choice.named(List.of(names)).stream()
                .map(scenario -> scenario.description().name())
                .toList();
    }
}
