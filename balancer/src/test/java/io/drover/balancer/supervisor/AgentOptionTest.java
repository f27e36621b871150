/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentOptionTest {
    private static final Map<String, String> PLAIN = Map.of("PATH", "/bin", "JAVA_HOME", "/opt/jdk");

    @Test
    void isTheLibraryAloneWhereTheModuleIsThere() {
        assertThat(AgentOption.of(List.of("-Xmx1g", "--add-modules=jdk.jfr"), PLAIN, false))
                .isEqualTo(AgentOption.LIBRARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--limit-modules=java.base", "@args", "-XX:VMOptionsFile=options", "-XX:Flags=flags"})
    void addsTheModuleWhereAnArgumentMayTakeItAway(String argument) {
        assertThat(AgentOption.of(List.of("-Xmx1g", argument), PLAIN, false)).isEqualTo(AgentOption.AGENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"})
    void addsTheModuleWhereTheEnvironmentMayTakeItAway(String variable) {
        assertThat(AgentOption.of(List.of(), Map.of(variable, "-Dx=y"), false)).isEqualTo(AgentOption.AGENT);
    }

    @Test
    void isTheOneThatAJvmKnowsWhichWritesAnArchive() {
        assertThat(AgentOption.of(List.of(), PLAIN, true)).isEqualTo(AgentOption.AGENT);
    }
}
