/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {

    @ParameterizedTest
    @CsvSource({
        "0, exit code 0",
        "1, exit code 1",
        "127, exit code 127",
        "137, SIGKILL (exit code 137)",
        "143, SIGTERM (exit code 143)",
        "134, SIGABRT (exit code 134)",
        "200, exit code 200"
    })
    void readsAsAPersonWouldSayIt(int code, String text) {
        assertThat(new ExitStatus(code)).hasToString(text);
    }

    @Test
    void tellsAWantedEndFromAllOthers() {
        assertThat(new ExitStatus(143).isTermination()).isTrue();
        assertThat(new ExitStatus(137).isTermination()).isFalse();
        assertThat(new ExitStatus(0).isTermination()).isFalse();
    }
}
