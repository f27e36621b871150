/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossAccountTest {
    private final LossAccount account = new LossAccount();

    @Test
    void accountsForWhatDeadWorkersHeld() {
        account.add(3, 3);
        account.add(0, 2);

        assertThat(account.deaths()).isEqualTo(2);
        assertThat(account.failed()).isEqualTo(3);
        assertThat(account.held()).isEqualTo(5);
        assertThat(account.unaccounted(3)).isZero();
    }

    @Test
    void doesNotExplainFailuresAtOneDeathByAnother() {
        account.add(5, 2);
        account.add(0, 10);

        assertThat(account.unaccounted(5)).isEqualTo(3);
    }

    @Test
    void doesNotExplainFailuresBetweenDeaths() {
        account.add(1, 2);

        assertThat(account.unaccounted(4)).isEqualTo(3);
    }
}
