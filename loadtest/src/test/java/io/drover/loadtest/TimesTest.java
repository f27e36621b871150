/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @Test
    void readsEveryUnit() {
        assertThat(Times.parse("500ms")).contains(Duration.ofMillis(500));
        assertThat(Times.parse("3s")).contains(Duration.ofSeconds(3));
        assertThat(Times.parse("2m")).contains(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "s", "0s", "-1s", "1.5s", "3 s", "1h", "9999999s"})
    void readsNothingElse(String text) {
        assertThat(Times.parse(text)).isEmpty();
    }
}
