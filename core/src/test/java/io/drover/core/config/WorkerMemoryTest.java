/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerMemoryTest {
    private static final long MIB = 1L << 20;
    private static final long MACHINE = 8 * 1024 * MIB;

    @ParameterizedTest
    @CsvSource({
        "-Xmx64m, 64",
        "-Xmx64M, 64",
        "-Xmx1g, 1024",
        "-Xmx2G, 2048",
        "-Xmx1t, 1048576",
        "-Xmx2048k, 2",
        "-Xmx4194304, 4"
    })
    void isTheHeapTheUserSetAndWhatAJvmNeedsBeside(String argument, long heapMebibytes) {
        assertThat(WorkerMemory.expectedBytes(List.of("-Da=b", argument), MACHINE))
                .isEqualTo((heapMebibytes + 128) * MIB);
    }

    @Test
    void countsTheLastHeapAsTheJvmDoes() {
        assertThat(WorkerMemory.expectedBytes(List.of("-Xmx4g", "-Xmx1g"), MACHINE))
                .isEqualTo(1152 * MIB);
    }

    @ParameterizedTest
    @CsvSource({
        "-XX:MaxHeapSize=1g, 1024",
        "-XX:MaxHeapSize=512m, 512",
        "-XX:MaxRAMPercentage=50, 4096",
        "-XX:MaxRAMPercentage=12.5, 1024",
        "-XX:MaxRAM=4g, 1024",
        "-XX:MaxRAM=4g -XX:MaxRAMPercentage=50, 2048",
        "-XX:MaxRAMPercentage=50 -Xmx1g, 1024",
        "-Xmx4g -XX:MaxHeapSize=1g, 1024",
        "-XX:MaxHeapSize=4g -Xmx1g, 1024",
    })
    void knowsEveryWayToSetTheHeap(String arguments, long heapMebibytes) {
        List<String> given = List.of(arguments.split(" ", -1));

        assertThat(WorkerMemory.expectedBytes(given, MACHINE)).isEqualTo((heapMebibytes + 128) * MIB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:MaxHeapSize=", "-XX:MaxRAMPercentage=half", "-XX:MaxRAMPercentage=101", "-XX:MaxRAM="})
    void isACommonValueWhereTheJvmWillRefuseTheArgument(String argument) {
        assertThat(WorkerMemory.expectedBytes(List.of(argument), MACHINE)).isEqualTo(384 * MIB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xms4g", "-Xmx", "-Xmxlots", "-Xmx-1g", "-Xmx1.5g", "-Xmx1gb", "-XmX1g"})
    void isACommonValueWhereTheHeapIsNotKnown(String argument) {
        assertThat(WorkerMemory.expectedBytes(List.of(argument), MACHINE)).isEqualTo(384 * MIB);
        assertThat(WorkerMemory.expectedBytes(List.of(), MACHINE)).isEqualTo(384 * MIB);
    }

    /** The JVM refuses these, with words of its own; here they must only do no harm. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xmx999999999999t",
                "-Xmx999999999999g",
                "-Xmx8388608t",
                "-Xmx16777216t",
                "-Xmx8388607t",
                "-Xmx99999999999999999999",
                "-Xmx0"
            })
    void isAboveZeroForAHeapThatCantBe(String argument) {
        assertThat(WorkerMemory.expectedBytes(List.of(argument), MACHINE)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmx1g", "-XX:MaxHeapSize=1g", "-XX:MaxRAMPercentage=50", "-XX:MaxRAM=1g"})
    void knowsTheWaysToSetAHeap(String argument) {
        assertThat(WorkerMemory.isHeapSet(List.of("-Da=b", argument))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xms1g", "-XX:+UseG1GC", "-Da=-Xmx1g", "-XX:MinRAMPercentage=10"})
    void takesNoOtherArgumentForAHeap(String argument) {
        assertThat(WorkerMemory.isHeapSet(List.of(argument))).isFalse();
    }
}
