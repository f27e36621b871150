/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmSettingsTest {
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    private final Path folder;
    private final Loading loading;

    JvmSettingsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.loading = Loading.backendIn(folder);
    }

    @Test
    void takeTheEnvironmentOfTheWorkersApart() {
        loading.flag(Setting.ENV, "A=1", "B=x=y", "EMPTY=", "A=2", " C= spaced ");

        assertThat(loading.load().jvm().environment())
                .containsExactlyInAnyOrderEntriesOf(Map.of("A", "2", "B", "x=y", "EMPTY", "", " C", " spaced "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "", "=", "=value"})
    void refuseAVariableWithoutANameOrAnEqualsSign(String value) {
        assertThat(loading.flag(Setting.ENV, value).violations())
                .containsExactly("env: " + value + " (expected: KEY=VALUE)");
    }

    @Test
    void keepTheArgumentsOfTheJvmInOrderAndAsTheyAre() {
        loading.flag(Setting.JVM_ARG, "-Xmx1g", "-Da=b c", "-XX:OnError=x;y", "-Xmx1g");

        assertThat(loading.load().jvm().arguments()).containsExactly("-Xmx1g", "-Da=b c", "-XX:OnError=x;y", "-Xmx1g");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Xmx512m", " -Xmx512m", "-"})
    void refuseWhatJavaWouldTakeForTheMainClass(String value) {
        assertThat(loading.flag(Setting.JVM_ARG, value).violations())
                .containsExactly("jvm-arg: " + value + " (expected: an option of java, such as -Xmx512m)");
    }

    @Test
    void takeTheValueOfAnOptionOfTheJvmAsAnArgumentOfItsOwn() {
        loading.flag(Setting.JVM_ARG, "--add-opens", "java.base/java.nio=ALL-UNNAMED", "@more");

        assertThat(loading.load().jvm().arguments())
                .containsExactly("--add-opens", "java.base/java.nio=ALL-UNNAMED", "@more");
    }

    @Test
    void takeAJavaCommandOrTheHomeOfAJdk() {
        Path command = JAVA_HOME.resolve("bin/java");

        assertThat(loading.flag(Setting.JAVA, command.toString()).load().jvm().java())
                .isEqualTo(command);
        assertThat(loading.flag(Setting.JAVA, JAVA_HOME.toString()).load().jvm().java())
                .isEqualTo(command);
    }

    @Test
    void refuseAJavaCommandThatCantBeRun() throws IOException {
        Path notExecutable = Files.createFile(folder.resolve("java"));
        Files.setPosixFilePermissions(notExecutable, PosixFilePermissions.fromString("rw-r--r--"));
        Path noJdk = Files.createDirectory(folder.resolve("jdk"));
        Path folderInPlaceOfJava = folder.resolve("odd");
        Files.createDirectories(folderInPlaceOfJava.resolve("bin/java"));

        for (Path java : new Path[] {folder.resolve("missing"), notExecutable, noJdk, folderInPlaceOfJava}) {
            assertThat(loading.flag(Setting.JAVA, java.toString()).violations())
                    .containsExactly("java: " + java + " (expected: a java command or the home of a JDK)");
        }
    }

    @Test
    void recordFlightsOfJavaApplicationsOnly() {
        assertThat(loading.load().jvm().flightRecording()).isFalse();
        loading.flag(Setting.FLIGHT_RECORDING, "true");
        assertThat(loading.load().jvm().flightRecording()).isTrue();

        Loading program = Loading.nothing().flag(Setting.EXEC, "server");
        assertThat(program.flag(Setting.LISTEN, "8080")
                        .flag(Setting.FLIGHT_RECORDING, "true")
                        .violations())
                .containsExactly("flight-recording: true (expected: --backend, as only a JVM has one)");
    }
}
