/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.core.config.Setting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerEnvironmentTest {
    private static final WorkerEnvironment ENVIRONMENT = new WorkerEnvironment(
            Path.of("/run/drover-app/control.sock"),
            "s3cret=with=signs",
            5_000_000_000L,
            3,
            2,
            Path.of("/dev/shm/drover app-1"),
            7);

    @Test
    void readsBackWhatItWrote() {
        Map<String, String> variables = new HashMap<>(ENVIRONMENT.variables());
        variables.put("PATH", "/bin");

        assertThat(WorkerEnvironment.of(variables)).isEqualTo(ENVIRONMENT);
    }

    /** Scripts and applications read these. */
    @Test
    void keepsTheNamesOfItsVariables() {
        assertThat(ENVIRONMENT.variables())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "DROVER_CONTROL", "/run/drover-app/control.sock",
                        "DROVER_TOKEN", "s3cret=with=signs",
                        "DROVER_WORKER_ID", "5000000000",
                        "DROVER_SLOT", "3",
                        "DROVER_GENERATION", "2",
                        "DROVER_SCOREBOARD", "/dev/shm/drover app-1",
                        "DROVER_BLOCK", "7"));
    }

    @Test
    void hasThemAllInItsListOfNames() {
        assertThat(ENVIRONMENT.variables()).containsOnlyKeys(WorkerEnvironment.NAMES);
    }

    /** A worker can itself start a primary, which must not take the worker's variables for its own settings. */
    @Test
    void hasNoVariableThatIsASettingToo() {
        assertThat(ENVIRONMENT.variables())
                .doesNotContainKeys(
                        Stream.of(Setting.values()).map(Setting::variable).toArray(String[]::new));
    }

    @Test
    void isNullOutsideAWorker() {
        Map<String, String> withoutControl = new HashMap<>(ENVIRONMENT.variables());
        withoutControl.remove("DROVER_CONTROL");

        assertThat(WorkerEnvironment.of(Map.of())).isNull();
        assertThat(WorkerEnvironment.of(Map.of("DROVER_CONTROL", ""))).isNull();
        assertThat(WorkerEnvironment.of(withoutControl)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROVER_TOKEN",
                "DROVER_WORKER_ID",
                "DROVER_SLOT",
                "DROVER_GENERATION",
                "DROVER_SCOREBOARD",
                "DROVER_BLOCK"
            })
    void refusesAWorkerThatLacksAVariable(String name) {
        Map<String, String> variables = new HashMap<>(ENVIRONMENT.variables());
        variables.remove(name);

        assertThatThrownBy(() -> WorkerEnvironment.of(variables))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(name + ": not set (expected: what the primary sets with DROVER_CONTROL)");
    }

    @ParameterizedTest
    @CsvSource({
        "DROVER_WORKER_ID, one",
        "DROVER_WORKER_ID, ''",
        "DROVER_WORKER_ID, 9223372036854775808",
        "DROVER_SLOT, 0x1",
        "DROVER_SLOT, 4294967296",
        "DROVER_GENERATION, 1.5",
        "DROVER_GENERATION, 2147483648",
        "DROVER_BLOCK, ' 1'",
        "DROVER_BLOCK, -2147483649"
    })
    void refusesAVariableThatIsNoNumberOfItsSize(String name, String value) {
        Map<String, String> variables = new HashMap<>(ENVIRONMENT.variables());
        variables.put(name, value);

        assertThatThrownBy(() -> WorkerEnvironment.of(variables))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(name + ": " + value + " (expected: a number)");
    }

    @Test
    void doesNotShowTheToken() {
        assertThat(ENVIRONMENT).hasToString("worker 5000000000 in slot 3, generation 2");
    }
}
