/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scoreboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScoreboardLayoutTest {
    private static final int CACHE_LINE_BYTES = 64;

    /** The words of each writer of a block. */
    private static final List<Set<Integer>> WRITERS = List.of(
            Set.of(ScoreboardLayout.WORKER_ID, ScoreboardLayout.SLOT, ScoreboardLayout.GENERATION),
            Set.of(ScoreboardLayout.SENT),
            Set.of(ScoreboardLayout.STATE, ScoreboardLayout.PID, ScoreboardLayout.HEARTBEAT),
            Set.of(ScoreboardLayout.RECEIVED),
            Set.of(ScoreboardLayout.CLOSED),
            Set.of(
                    ScoreboardLayout.LOOP_LAG,
                    ScoreboardLayout.HEAP_USED,
                    ScoreboardLayout.HEAP_MAX,
                    ScoreboardLayout.GC_COUNT,
                    ScoreboardLayout.GC_TIME),
            Set.of(ScoreboardLayout.REQUESTS));

    @Test
    void alignsEveryWordWithinItsBlock() {
        assertThat(words()).allSatisfy(word -> assertThat(word)
                .isNotNegative()
                .isLessThanOrEqualTo(ScoreboardLayout.BLOCK_BYTES - Long.BYTES)
                .matches(offset -> offset % Long.BYTES == 0));
        assertThat(words()).doesNotHaveDuplicates();
    }

    @Test
    void givesEveryWriterCacheLinesOfItsOwn() {
        List<Integer> lines = WRITERS.stream()
                .flatMap(words ->
                        words.stream().map(word -> word / CACHE_LINE_BYTES).collect(Collectors.toSet()).stream())
                .toList();

        assertThat(lines).doesNotHaveDuplicates();
    }

    @Test
    void beginsEveryBlockOnACacheLineBehindTheOneBefore() {
        IntStream.range(0, 256).forEach(block -> {
            int offset = ScoreboardLayout.blockOffset(block);
            assertThat(offset % CACHE_LINE_BYTES).isZero();
            assertThat(ScoreboardLayout.blockOffset(block + 1) - offset).isEqualTo(ScoreboardLayout.BLOCK_BYTES);
        });
        assertThat(ScoreboardLayout.blockOffset(0)).isEqualTo(ScoreboardLayout.HEADER_BYTES);
    }

    private static Stream<Integer> words() {
        return WRITERS.stream().flatMap(Set::stream);
    }
}
