/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.scheduling;

import io.drover.balancer.dispatch.ConnectionSink;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.bench.WorkersInOneProcess;
import io.drover.core.scheduling.Candidates;
import io.drover.core.scheduling.ClientKey;
import io.drover.core.scheduling.SchedulingPolicies;
import io.drover.core.scheduling.SchedulingPolicy;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One decision: which worker gets a connection.
 *
 * <p>Modelled is a primary in steady state with 8 open connections per worker. Each decision is for a client that was
 * never seen before, and after it one of the open connections, drawn by the client's hash, has been replaced by the new
 * one, so the counts that the policies compare change all the time. Three benchmarks tell the costs apart:
 *
 * <ul>
 *   <li>{@link #policy}: the policy alone, over candidates in plain memory.
 *   <li>{@link #policyOverScoreboard}: the candidates are the acceptor's own, which read the mapped scoreboard.
 *   <li>{@link #decision}: all that the acceptor does for a connection to have its worker chosen. It looks which lanes
 *       have room, then asks the policy.
 * </ul>
 *
 * <p>{@link AnyWorker} looks at no worker. Its row is what the benchmark itself costs (making the key, replacing a
 * connection) and is contained in all others.
 *
 * <p>Not modelled: the words that the worker processes write are not written here. On a machine where they are, each
 * one that has changed since the last look is a cache miss on top;
 * {@link io.drover.bench.scoreboard.ScoreboardBenchmark} has that figure.
 *
 * <p>Command: {@code jmh-benchmarks/run.sh policies}, which is {@code java -jar jmh-benchmarks/target/benchmarks.jar
 * SchedulingPolicyBenchmark -prof gc}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 50, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init")
public class SchedulingPolicyBenchmark {
    @Param({"round-robin", "least-connections", "random-two", "ip-hash", "io.drover.bench.scheduling.AnyWorker"})
    private String policyName;

    @Param({"2", "16", "128"})
    private int workerCount;

    private SchedulingPolicy policy;
    private long clients;

    private OpenConnections connections;
    private ArrayCandidates inArray;

    private WorkersInOneProcess workers;
    private WorkerLoad[] loads;
    private Candidates onScoreboard;
    private ConnectionSink sink;

    /** Starts the workers and opens the first connections, each known to both kinds of candidates. */
    @Setup
    public void start() throws IOException {
        policy = SchedulingPolicies.byName(policyName, getClass().getClassLoader())
                .get();
        CandidatesOfSink asked = new CandidatesOfSink();
        workers = WorkersInOneProcess.start(workerCount, asked);
        sink = workers.sink();
        onScoreboard = asked.of(workers);
        loads = new WorkerLoad[workerCount];
        for (int slot = 0; slot < workerCount; slot++) {
            loads[slot] = workers.load(slot);
        }

        inArray = new ArrayCandidates(workerCount);
        connections = new OpenConnections(workerCount);
        for (int connection = 0; connection < connections.count(); connection++) {
            inArray.opened(connections.worker(connection));
            loads[connections.worker(connection)].countSent();
        }
    }

    /** The policy alone. */
    @Benchmark
    public int policy() {
        long key = nextClientKey();
        int chosen = policy.choose(inArray, key);
        inArray.opened(chosen);
        inArray.closed(connections.replace(key, chosen));
        return chosen;
    }

    /** The policy, asking the scoreboard. */
    @Benchmark
    public int policyOverScoreboard() {
        return chooseOnScoreboard();
    }

    /** Which lanes have room, and the policy. */
    @Benchmark
    public int decision() {
        return sink.hasRoom() ? chooseOnScoreboard() : -1;
    }

    private int chooseOnScoreboard() {
        long key = nextClientKey();
        int chosen = policy.choose(onScoreboard, key);
        loads[chosen].countSent();
        // Not a worker's count of closed connections, whose atomic add no acceptor ever pays.
        loads[connections.replace(key, chosen)].countTakenBack();
        return chosen;
    }

    private long nextClientKey() {
        return ClientKey.ofSequence(++clients);
    }

    /** Ends the workers. */
    @TearDown
    public void stop() throws IOException {
        workers.close();
    }
}
