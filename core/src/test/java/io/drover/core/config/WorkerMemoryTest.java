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
        assertThat(WorkerMemory.expectedBytes(List.of("-Da=b", argument))).isEqualTo((heapMebibytes + 128) * MIB);
    }

    @Test
    void countsTheLastHeapAsTheJvmDoes() {
        assertThat(WorkerMemory.expectedBytes(List.of("-Xmx4g", "-Xmx1g"))).isEqualTo(1152 * MIB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xms4g", "-Xmx", "-Xmxlots", "-Xmx-1g", "-Xmx1.5g", "-Xmx1gb", "-XmX1g"})
    void isACommonValueWhereTheHeapIsNotKnown(String argument) {
        assertThat(WorkerMemory.expectedBytes(List.of(argument))).isEqualTo(384 * MIB);
        assertThat(WorkerMemory.expectedBytes(List.of())).isEqualTo(384 * MIB);
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
        assertThat(WorkerMemory.expectedBytes(List.of(argument))).isPositive();
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
