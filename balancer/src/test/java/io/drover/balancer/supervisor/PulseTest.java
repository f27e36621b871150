/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.scoreboard.WorkerBlock;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PulseTest {
    private static final int TICK_MS = 100;

    private WorkerBlock block;
    private Pulse pulse;

    @BeforeEach
    void makeScoreboard(@TempDir Path folder) throws IOException {
        block = Scoreboard.create(folder.resolve("scoreboard"), 1).block(0);
        pulse = new Pulse(block);
    }

    @Test
    void growsOldByOneTickForEveryLookThatFindsNoNewBeat() {
        block.heartbeat(1);

        assertThat(pulse.look(TICK_MS)).isZero();
        assertThat(pulse.look(TICK_MS)).isEqualTo(100);
        assertThat(pulse.look(TICK_MS)).isEqualTo(200);
    }

    @Test
    void isYoungAgainWithEveryBeat() {
        block.heartbeat(1);
        pulse.look(TICK_MS);
        pulse.look(TICK_MS);

        block.heartbeat(2);

        assertThat(pulse.look(TICK_MS)).isZero();
    }

    /** It has not beaten yet, but nobody has waited either. */
    @Test
    void givesAWorkerThatHasJustStartedItsTime() {
        assertThat(pulse.look(TICK_MS)).isZero();
        assertThat(pulse.look(TICK_MS)).isEqualTo(100);
    }
}
