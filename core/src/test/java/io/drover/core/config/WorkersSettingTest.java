/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersSettingTest {
    private static final long GIB = 1L << 30;

    private final Loading loading;

    WorkersSettingTest(@TempDir Path folder) throws IOException {
        loading = Loading.backendIn(folder).on(8, 64 * GIB);
    }

    /** On 8 cores and plenty of memory. -0 spares no core: what a script gets that computes the N. */
    @ParameterizedTest
    @CsvSource({"auto, 8", "max, 8", "1, 1", "3, 3", "256, 256", "-1, 7", "-7, 1", "-0, 8", "007, 7"})
    void comeToANumber(String value, int count) {
        assertThat(loading.flag(Setting.WORKERS, value).load().workers()).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-8",
                "-99",
                "abc",
                "1e9",
                "257",
                "999999",
                "9999999999",
                "",
                " 1",
                "+2",
                "--1",
                "-",
                "Auto",
                "1.5",
                "٣"
            })
    void areRefusedWhereTheyComeToNone(String value) {
        assertThat(loading.flag(Setting.WORKERS, value).violations())
                .containsExactly("workers: " + value + " (expected: auto, max, a number from 1 to 256, or -N that"
                        + " leaves at least one of 8 cores)");
    }

    @Test
    void speakOfOneCoreInTheSingular() {
        assertThat(loading.on(1, GIB).flag(Setting.WORKERS, "-1").violations())
                .singleElement()
                .asString()
                .endsWith("at least one of 1 core)");
    }

    /** A worker of which nothing is known is taken to need 384 MiB. */
    @ParameterizedTest
    @CsvSource({"1, 1", "383, 1", "767, 1", "768, 2", "1151, 2", "3071, 7", "3072, 8", "1000000, 8"})
    void areNoMoreThanTheMemoryHoldsWithAuto(long mebibytes, int count) {
        assertThat(loading.on(8, mebibytes << 20).load().workers()).isEqualTo(count);
    }

    @Test
    void countTheHeapTheUserSetAgainstTheMemoryWithAuto() {
        loading.on(8, 8 * GIB).flag(Setting.JVM_ARG, "-Xmx1g", "-Xmx1920m");

        assertThat(loading.load().workers()).as("of 2 GiB each").isEqualTo(4);
    }

    @Test
    void doNotDependOnMemoryWhereTheUserSaysHowMany() {
        assertThat(loading.on(8, 1).flag(Setting.WORKERS, "max").load().workers())
                .isEqualTo(8);
        assertThat(loading.flag(Setting.WORKERS, "5").load().workers()).isEqualTo(5);
        assertThat(loading.flag(Setting.WORKERS, "-1").load().workers()).isEqualTo(7);
    }

    @Test
    void areAtMostTheLargestClusterOnAHugeMachine() {
        loading.on(1000, 10_000 * GIB);

        assertThat(loading.load().workers()).isEqualTo(256);
        assertThat(loading.flag(Setting.WORKERS, "max").load().workers()).isEqualTo(256);
        assertThat(loading.flag(Setting.WORKERS, "-744").load().workers()).isEqualTo(256);
        assertThat(loading.flag(Setting.WORKERS, "-743").violations()).hasSize(1);
    }

    @Test
    void neverExceedWhatThisMachineHasByDefault() {
        MachineResources machine = MachineResources.detect();

        assertThat(machine.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(machine.memoryBytes())
                .isGreaterThanOrEqualTo(Runtime.getRuntime().maxMemory() / 2);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "1, 0", "1, -1"})
    void areNeverCountedOnAMachineThatCantBe(int cores, long memoryBytes) {
        assertThatThrownBy(() -> new MachineResources(cores, memoryBytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("resources: " + cores + " cores, " + memoryBytes
                        + " bytes of memory (expected: at least 1 of each)");
    }
}
