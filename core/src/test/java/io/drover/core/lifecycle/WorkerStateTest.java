/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.lifecycle;

import static io.drover.core.lifecycle.WorkerState.DRAINING;
import static io.drover.core.lifecycle.WorkerState.EXITED;
import static io.drover.core.lifecycle.WorkerState.READY;
import static io.drover.core.lifecycle.WorkerState.STARTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerStateTest {
    private static final Map<WorkerState, Set<WorkerState>> LEGAL = Map.of(
            STARTING, Set.of(READY, DRAINING, EXITED),
            READY, Set.of(DRAINING, EXITED),
            DRAINING, Set.of(EXITED),
            EXITED, Set.of());

    @ParameterizedTest
    @EnumSource
    void allowsTheTransitionsOfTheDiagramAndNoOthers(WorkerState from) {
        for (WorkerState to : WorkerState.values()) {
            assertThat(from.canBecome(to))
                    .as("%s to %s", from, to)
                    .isEqualTo(legal(from).contains(to));
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsEveryStateByItsCode(WorkerState state) {
        assertThat(WorkerState.ofCode(state.code())).isSameAs(state);
    }

    /** The codes are on the scoreboard, where a worker of another version may read them; a new block is all zeros. */
    @Test
    void keepsTheCodesOfTheScoreboard() {
        assertThat(STARTING.code()).isZero();
        assertThat(READY.code()).isEqualTo(1);
        assertThat(DRAINING.code()).isEqualTo(2);
        assertThat(EXITED.code()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesACodeThatNoStateHas(int code) {
        assertThatThrownBy(() -> WorkerState.ofCode(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("state: " + code + " (expected: 0 to 3)");
    }

    private static Set<WorkerState> legal(WorkerState from) {
        return LEGAL.getOrDefault(from, Set.of());
    }
}
