/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.scoreboard;

import io.drover.bench.ScratchDirectory;
import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.scoreboard.WorkerBlock;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The scoreboard of 16 workers, a mapped file in shared memory: reading how many connections each has open, and counting
 * one as closed.
 *
 * <p>{@link #openConnections} reads 32 words that nobody writes meanwhile, all in the cache. In the group {@code
 * whileWorkersServe} a second thread plays the workers and closes a connection about every 2 microseconds, each time of
 * another worker. Its row {@code look} is the same reading then, and the difference is the cache misses; it needs two
 * idle cores to mean anything.
 *
 * <p>Command: {@code jmh-benchmarks/run.sh scoreboard}, which is {@code java -jar
 * jmh-benchmarks/target/benchmarks.jar ScoreboardBenchmark -prof gc}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 50, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class ScoreboardBenchmark {
    private static final int WORKER_COUNT = 16;

    /** What a worker does between two closed connections, in the unit of {@link Blackhole#consumeCPU}: some 2 µs. */
    private static final int WORK_OF_A_CONNECTION = 1000;

    private ScratchDirectory directory;
    private WorkerBlock[] blocks;

    /** Each thread's own: whose turn it is to close a connection. */
    @State(Scope.Thread)
    public static class Turn {
        private int worker;

        private int next() {
            worker = (worker + 1) % WORKER_COUNT;
            return worker;
        }
    }

    /** Makes the scoreboard. */
    @Setup
    public void create() throws IOException {
        directory = ScratchDirectory.create();
        Scoreboard scoreboard = Scoreboard.create(directory.path().resolve("scoreboard"), WORKER_COUNT);
        blocks = new WorkerBlock[WORKER_COUNT];
        for (int slot = 0; slot < WORKER_COUNT; slot++) {
            blocks[slot] = scoreboard.block(slot);
            blocks[slot].assign(slot + 1, slot, 1);
            blocks[slot].sent(slot);
        }
    }

    /** One look at all 16 workers, as a policy or the metrics take it. */
    @Benchmark
    public long openConnections() {
        return sumOfOpenConnections();
    }

    /** What a worker pays for each connection that ends. */
    @Benchmark
    public void addClosed(Turn turn) {
        blocks[turn.next()].addClosed();
    }

    /** The same look, while the counts change. */
    @Benchmark
    @Group("whileWorkersServe")
    @GroupThreads(1)
    public long look() {
        return sumOfOpenConnections();
    }

    /** The workers that change them. */
    @Benchmark
    @Group("whileWorkersServe")
    @GroupThreads(1)
    public void serve(Turn turn) {
        Blackhole.consumeCPU(WORK_OF_A_CONNECTION);
        blocks[turn.next()].addClosed();
    }

    private long sumOfOpenConnections() {
        long open = 0;
        for (WorkerBlock block : blocks) {
            open += block.sent() - block.closed();
        }
        return open;
    }

    /** Removes the scoreboard. */
    @TearDown
    public void delete() throws IOException {
        directory.close();
    }
}
