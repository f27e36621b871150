/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scoreboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.core.lifecycle.WorkerState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerBlockTest {
    private static final int BLOCKS = 5;

    private final Path file;
    private final Scoreboard scoreboard;

    WorkerBlockTest(@TempDir Path folder) throws IOException {
        file = folder.resolve("scoreboard");
        scoreboard = Scoreboard.create(file, BLOCKS);
    }

    /** A word that can be written and read, so that each can be given a value of its own. */
    private record Word(String name, LongConsumer writer, LongSupplier reader) {}

    private static List<Word> wordsOf(WorkerBlock block) {
        return List.of(
                new Word("sent", block::sent, block::sent),
                new Word("pid", block::pid, block::pid),
                new Word("heartbeat", block::heartbeat, block::heartbeat),
                new Word("loopLagNs", block::loopLagNs, block::loopLagNs),
                new Word("heapUsedBytes", used -> block.heapBytes(used, block.heapMaxBytes()), block::heapUsedBytes),
                new Word("heapMaxBytes", max -> block.heapBytes(block.heapUsedBytes(), max), block::heapMaxBytes));
    }

    @Test
    void keepsAllWordsOfAllBlocksApart() throws IOException {
        for (int i = 0; i < BLOCKS; i++) {
            WorkerBlock block = scoreboard.block(i);
            block.assign(1000 + i, 2000 + i, 3000 + i);
            block.state(WorkerState.ofCode(i % 4));
            for (int connection = 0; connection <= i; connection++) {
                block.addReceived();
                block.addReceived();
                block.addClosed();
            }
            List<Word> words = wordsOf(block);
            for (int w = 0; w < words.size(); w++) {
                words.get(w).writer().accept(distinct(i, w));
            }
        }

        Scoreboard another = Scoreboard.open(file);
        for (int i = 0; i < BLOCKS; i++) {
            WorkerBlock block = another.block(i);
            assertThat(block.workerId()).isEqualTo(1000 + i);
            assertThat(block.slot()).isEqualTo(2000 + i);
            assertThat(block.generation()).isEqualTo(3000 + i);
            assertThat(block.state()).isEqualTo(WorkerState.ofCode(i % 4));
            assertThat(block.received()).isEqualTo(2 + 2 * i);
            assertThat(block.closed()).isEqualTo(1 + i);
            List<Word> words = wordsOf(block);
            for (int w = 0; w < words.size(); w++) {
                Word word = words.get(w);
                assertThat(word.reader().getAsLong())
                        .as("%s of block %d", word.name(), i)
                        .isEqualTo(distinct(i, w));
            }
        }
    }

    @Test
    void holdsAllBitsOfAWord() {
        for (Word word : wordsOf(scoreboard.block(2))) {
            for (long value : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, -1, 0x0102030405060708L}) {
                word.writer().accept(value);
                assertThat(word.reader().getAsLong()).as(word.name()).isEqualTo(value);
            }
        }
    }

    @Test
    void isClearedWhenItGetsAnotherWorker() {
        WorkerBlock block = scoreboard.block(1);
        block.assign(7, 1, 1);
        wordsOf(block).forEach(word -> word.writer().accept(-1));
        block.state(WorkerState.EXITED);
        block.addReceived();
        block.addClosed();

        block.assign(8, 3, 2);

        assertThat(block.workerId()).isEqualTo(8);
        assertThat(block.slot()).isEqualTo(3);
        assertThat(block.generation()).isEqualTo(2);
        assertThat(block.state()).isEqualTo(WorkerState.STARTING);
        assertThat(block.received()).isZero();
        assertThat(block.closed()).isZero();
        assertThat(wordsOf(block))
                .allSatisfy(word ->
                        assertThat(word.reader().getAsLong()).as(word.name()).isZero());
    }

    @Test
    void leavesItsNeighboursAloneWhenItGetsAnotherWorker() {
        for (int i = 0; i < BLOCKS; i++) {
            scoreboard.block(i).assign(100 + i, i, 1);
            wordsOf(scoreboard.block(i)).forEach(word -> word.writer().accept(-1));
        }

        scoreboard.block(2).assign(200, 2, 2);

        for (int i : new int[] {0, 1, 3, 4}) {
            assertThat(scoreboard.block(i).workerId()).isEqualTo(100 + i);
            assertThat(wordsOf(scoreboard.block(i)))
                    .allSatisfy(word -> assertThat(word.reader().getAsLong()).isEqualTo(-1));
        }
    }

    /** Four event loops of a worker, each through a mapping of its own as if in a process of its own. */
    @Test
    void countsEveryConnectionOfManyThreads() throws Exception {
        int threads = 4;
        int perThread = 50_000;
        CountDownLatch start = new CountDownLatch(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                WorkerBlock block = Scoreboard.open(file).block(3);
                running.add(executor.submit(() -> {
                    start.countDown();
                    start.await();
                    for (int i = 0; i < perThread; i++) {
                        block.addReceived();
                        if (i % 2 == 0) {
                            block.addClosed();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        } finally {
            executor.shutdownNow();
        }

        assertThat(scoreboard.block(3).received()).isEqualTo((long) threads * perThread);
        assertThat(scoreboard.block(3).closed()).isEqualTo((long) threads * perThread / 2);
    }

    private static long distinct(int block, int word) {
        return 0x5A5A_0000_0000_0000L + block * 1000L + word;
    }
}
