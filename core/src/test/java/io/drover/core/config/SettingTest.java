/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingTest {

    @ParameterizedTest
    @EnumSource
    void isFoundByItsKey(Setting setting) {
        assertThat(setting.key()).matches("[a-z]+(-[a-z]+)*");
        assertThat(Setting.ofKey(setting.key())).isSameAs(setting);
        assertThat(Setting.ofKey("--" + setting.key())).isNull();
        assertThat(Setting.ofKey(setting.name())).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void isReadFromItsVariable(Setting setting) {
        String variable = "DROVER_" + setting.key().replace('-', '_').toUpperCase(java.util.Locale.ROOT);

        assertThat(setting.variable()).isEqualTo(variable);
        assertThat(SettingSource.ofEnvironment(Map.of(variable, "x")).values(setting))
                .containsExactly("x");
    }

    @ParameterizedTest
    @EnumSource
    void isExplained(Setting setting) {
        assertThat(setting.help()).endsWith(".");
        assertThat(setting.placeholder().isEmpty()).isEqualTo(setting.arity() == Setting.Arity.FLAG);
        assertThat(setting.group().heading()).isNotBlank();
    }

    /** So that the help text, which shows the defaults, can't tell something the loader would refuse. */
    @Test
    void hasADefaultThatTheLoaderTakes(@TempDir Path folder) throws IOException {
        Loading loading = Loading.backendIn(folder);
        for (Setting setting : Setting.values()) {
            String value = setting.defaultValue();
            if (value != null) {
                loading.flag(setting, value);
            }
        }

        assertThat(loading.load()).isEqualTo(Loading.backendIn(folder).load());
    }

    @Test
    void isNotSetByAnEmptyVariable() {
        assertThat(SettingSource.ofEnvironment(Map.of("DROVER_NAME", "")).values(Setting.NAME))
                .isNull();
    }

    @Test
    void takesManyValuesFromAVariableApartAtBlanksOnlyWhereItTakesMany() {
        SettingSource source = SettingSource.ofEnvironment(
                Map.of("DROVER_JVM_ARG", "  -Da=1,2\t-Db=3 ", "DROVER_BACKEND", "/my apps/app.jar"));

        assertThat(source.values(Setting.JVM_ARG)).containsExactly("-Da=1,2", "-Db=3");
        assertThat(source.values(Setting.BACKEND)).containsExactly("/my apps/app.jar");
    }
}
