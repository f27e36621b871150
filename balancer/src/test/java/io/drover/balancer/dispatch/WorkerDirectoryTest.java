/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.core.scoreboard.Scoreboard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerDirectoryTest {

    @Test
    void isInTheOrderOfSlotsWhateverOrderWorkersGetReadyIn(@TempDir Path folder) throws IOException {
        Scoreboard scoreboard = Scoreboard.create(folder.resolve("scoreboard"), 4);
        List<WorkerLoad> ready = IntStream.of(3, 0, 2)
                .mapToObj(slot -> new WorkerLoad(slot, slot + 10L, scoreboard.block(slot)))
                .toList();

        assertThat(new WorkerDirectory(ready).ready())
                .extracting(WorkerLoad::slot)
                .containsExactly(0, 2, 3);
    }
}
