/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.core.scoreboard.Scoreboard;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockPoolTest {
    private BlockPool pool;

    @BeforeEach
    void makeScoreboard(@TempDir Path folder) throws IOException {
        pool = new BlockPool(Scoreboard.create(folder.resolve("scoreboard"), 3));
    }

    @Test
    void letsAFreedBlockRestAsLongAsThereAreOthers() {
        assertThat(pool.take()).isZero();
        pool.release(0);

        assertThat(pool.take()).isEqualTo(1);
        assertThat(pool.take()).isEqualTo(2);
        assertThat(pool.take()).isZero();
    }

    @Test
    void neverGivesABlockToTwo() {
        pool.take();
        pool.take();
        pool.take();

        assertThatThrownBy(pool::take).isInstanceOf(IllegalStateException.class).hasMessageContaining("all 3 blocks");
        pool.release(1);
        assertThat(pool.take()).isEqualTo(1);
    }
}
