/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenSettingTest {
    private final Loading loading;

    ListenSettingTest(@TempDir Path folder) throws IOException {
        loading = Loading.backendIn(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "8080, '', 8080",
        ":8080, '', 8080",
        "1, '', 1",
        "65535, '', 65535",
        "127.0.0.1:80, 127.0.0.1, 80",
        "localhost:80, localhost, 80",
        "my-host.example:80, my-host.example, 80",
        "[::1]:8080, ::1, 8080",
        "[::]:8080, ::, 8080",
        "[fe80::1%eth0]:8080, fe80::1%eth0, 8080"
    })
    void isAHostAndAPort(String value, String host, int port) {
        assertThat(loading.flag(Setting.LISTEN, value).load().listen()).containsExactly(new ListenAddress(host, port));
    }

    @Test
    void canBeGivenMoreThanOnce() {
        assertThat(loading.flag(Setting.LISTEN, "80", "[::1]:443").load().listen())
                .containsExactly(new ListenAddress("", 80), new ListenAddress("::1", 443));
        assertThat(loading.variable("DROVER_LISTEN", "1 2").load().listen()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "70000",
                "65536",
                "abc",
                "",
                ":",
                "localhost:",
                "localhost",
                "host:0",
                "-1",
                "80x",
                "1e3",
                "[::1]",
                "999999",
                "+80",
                "٣"
            })
    void isRefusedWithoutAPortThatCanBe(String value) {
        assertRefused(value);
    }

    /** Of ::1 nobody can tell where the host ends; ::1:8080 is an address too. */
    @ParameterizedTest
    @ValueSource(strings = {"::1", "::1:8080", "::8080", "2001:db8::1:80", "a:b:80"})
    void isRefusedWhereAnIpv6AddressHasNoBrackets(String value) {
        assertRefused(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[::1:80", "::1]:80", "[]:80", "[[::1]]:80", "[localhost:80"})
    void isRefusedWhereBracketsDoNotMatch(String value) {
        assertRefused(value);
    }

    private void assertRefused(String value) {
        assertThat(loading.flag(Setting.LISTEN, value).violations())
                .containsExactly("listen: " + value + " (expected: [HOST:]PORT with a port from 1 to 65535)");
    }
}
