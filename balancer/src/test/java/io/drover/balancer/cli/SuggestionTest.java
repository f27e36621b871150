/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final List<String> KNOWN = List.of("--workers", "--wait-ready", "--policy", "--policy-path", "-h");

    @ParameterizedTest
    @CsvSource({"--worker, --workers", "--wrokers, --workers", "--polcy, --policy", "--policypath, --policy-path"})
    void isTheNearestWord(String typed, String meant) {
        assertThat(Suggestion.nearest(typed, KNOWN)).contains(meant);
    }

    @Test
    void isNotMadeWhereNothingIsNear() {
        assertThat(Suggestion.nearest("--completely-different", KNOWN)).isEmpty();
    }
}
