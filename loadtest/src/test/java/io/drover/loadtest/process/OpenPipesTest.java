/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenPipesTest {
    private static final int MANY = 50;

    @Test
    void countsAPipeOnce() throws IOException {
        long self = ProcessHandle.current().pid();
        long before = OpenPipes.of(self);
        List<Pipe> pipes = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                pipes.add(Pipe.open());
            }
            // Other threads of this JVM may have one more or less.
            assertThat(OpenPipes.of(self) - before).isBetween(MANY - 5L, MANY + 5L);
        } finally {
            for (Pipe pipe : pipes) {
                pipe.sink().close();
                pipe.source().close();
            }
        }
    }
}
