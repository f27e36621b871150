/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.core.config.ConfigException;
import io.drover.core.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileTest {
    private Path folder;

    @BeforeEach
    void useFolder(@TempDir Path temporary) {
        folder = temporary;
    }

    @Test
    void givesValuesAsTextWhateverYamlTakesThemFor() throws IOException {
        YamlFile file = read("""
                backend: app.jar
                workers: 4          # a number
                wait-ready: true    # a truth
                max-restarts: "7"
                jvm-arg:
                  - -Xmx512m
                  - -Dx=1
                env: LEVEL=info     # one of a list
                app-arguments: [--port=9000, 12]
                """);

        assertThat(file.settings().values(Setting.BACKEND)).containsExactly("app.jar");
        assertThat(file.settings().values(Setting.WORKERS)).containsExactly("4");
        assertThat(file.settings().values(Setting.WAIT_READY)).containsExactly("true");
        assertThat(file.settings().values(Setting.MAX_RESTARTS)).containsExactly("7");
        assertThat(file.settings().values(Setting.JVM_ARG)).containsExactly("-Xmx512m", "-Dx=1");
        assertThat(file.settings().values(Setting.ENV)).containsExactly("LEVEL=info");
        assertThat(file.settings().values(Setting.POLICY)).isNull();
        assertThat(file.appArguments()).containsExactly("--port=9000", "12");
    }

    /** YAML 1.1 knows numbers in bases 2, 8, 16 and 60, and with underscores. */
    @ParameterizedTest
    @ValueSource(strings = {"1.10", "007", "0x1F", "1_000", "1e3", "+5", "12:30", "0b11", "yes", "True", "2024-01-01"})
    void leavesAValueAsItIsWritten(String value) throws IOException {
        assertThat(read("app-arguments: [" + value + "]").appArguments()).containsExactly(value);
        assertThat(read("name: " + value).settings().values(Setting.NAME)).containsExactly(value);
    }

    @Test
    void refusesAKeyThatIsThereTwice() {
        assertThatThrownBy(() -> read("workers: 1\npolicy: none\nworkers: 2\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("config: " + folder)
                .hasMessageContaining("'workers'")
                .hasMessageContaining(", line 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing but a comment\n", "---\n", "{}"})
    void mayBeEmpty(String content) throws IOException {
        assertThat(read(content).appArguments()).isEmpty();
    }

    @Test
    void namesEveryKeyThatIsWrong() {
        assertThatThrownBy(() -> read("wrokers: 2\nconfig: other.yaml\nworkers: [1, 2]\nname: {a: b}\npolicy:\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("wrokers: ")
                .hasMessageContaining("config: ")
                .hasMessageContaining("workers: a list in ")
                .hasMessageContaining("name: {\"a\":\"b\"} in ")
                .hasMessageContaining("policy: null in ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2]", "just words", "workers: [1", "\tworkers: 1", "a: b: c"})
    void refusesWhatIsNoTableOfOptions(String content) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("config: " + folder)
                .hasMessageContaining("(expected: ");
    }

    @Test
    void saysWhereTheYamlIsBroken() {
        assertThatThrownBy(() -> read("workers: 1\nname: [a\n")).hasMessageContaining(", line ");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> YamlFile.read(folder.resolve("none.yaml")))
                .hasMessage("config: " + folder.resolve("none.yaml") + " (expected: an existing YAML file)");
    }

    private YamlFile read(String content) throws IOException {
        return YamlFile.read(Files.writeString(folder.resolve("drover.yaml"), content));
    }
}
