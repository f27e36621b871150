/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckResultsTest {
    private final CheckResults results = new CheckResults(2, 3);

    @Test
    void isUpUntilSoManyChecksInARowHaveFailed() {
        assertThat(turnsAfter("xx.xx.")).isEmpty();
        assertThat(results.isUp()).isTrue();

        assertThat(turnsAfter("xxx")).isEqualTo("2");
        assertThat(results.isUp()).isFalse();
    }

    @Test
    void isUpAgainAfterSoManyInARowHaveSucceeded() {
        turnsAfter("xxx");

        assertThat(turnsAfter(".x.x.")).isEmpty();
        assertThat(turnsAfter(".")).isEqualTo("0");
        assertThat(results.isUp()).isTrue();
    }

    @Test
    void turnsOnlyOnce() {
        assertThat(turnsAfter("xxxxxxxx")).isEqualTo("2");
        assertThat(turnsAfter(".......")).isEqualTo("1");
    }

    /** Returns which of the checks, an x for each that fails, brought a turn. */
    private String turnsAfter(String checks) {
        StringBuilder turns = new StringBuilder();
        for (int i = 0; i < checks.length(); i++) {
            if (results.add(checks.charAt(i) == '.')) {
                turns.append(i);
            }
        }
        return turns.toString();
    }
}
