/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @Test
    void readsAsAnAddressDoes() {
        assertThat(new Endpoint.Tcp("127.0.0.1", 8080)).hasToString("127.0.0.1:8080");
        assertThat(new Endpoint.Tcp("::1", 8080)).hasToString("[::1]:8080");
        assertThat(new Endpoint.Tcp("", 8080)).hasToString("*:8080");
        assertThat(new Endpoint.Unix("/run/app.sock")).hasToString("unix:/run/app.sock");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, Integer.MAX_VALUE})
    void refusesAPortThatCantBe(int port) {
        assertThatThrownBy(() -> new Endpoint.Tcp("", port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port: " + port + " (expected: 0 to 65535)");
    }
}
