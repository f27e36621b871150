/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.splice;

import io.drover.bench.LoopbackListener;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One exchange on a kept connection on loopback: a client sends 100 bytes, a server receives them and sends as many back.
 *
 * <p>Client, relay and server are one thread, so no wake-up of another is in the figures.
 *
 * <ul>
 *   <li>{@link #relayed}: through the relay, in both directions.
 *   <li>{@link #direct}: the same two sockets connected with each other. The difference is what the relay costs: two
 *       waits, two times received and sent, and Drover's own part. The bytes are few, so they are copied, not spliced.
 * </ul>
 *
 * <p>Command: {@code jmh-benchmarks/run.sh relay}, which is {@code java -jar jmh-benchmarks/target/benchmarks.jar
 * RelayBenchmark -prof gc}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class RelayBenchmark {
    private static final int BYTES = 100;

    /** A connection through the relay. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init")
    public static class Relayed {
        private RelayInOneThread relay;
        private Exchange exchange;

        /** Starts the relay and connects. */
        @Setup
        public void open() throws IOException {
            connect();
            // The last iteration would allocate for the classes that a first end loads.
            close();
            connect();
        }

        private void connect() throws IOException {
            relay = RelayInOneThread.start();
            exchange = relay.connect(BYTES);
        }

        /** Closes the connection and ends the relay. */
        @TearDown
        public void close() throws IOException {
            exchange.close();
            relay.close();
        }
    }

    /** A connection without anything between. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init")
    public static class Direct {
        private Exchange exchange;

        /** Connects. */
        @Setup
        public void open() throws IOException {
            try (LoopbackListener listener = LoopbackListener.bind()) {
                Socket client = listener.connect();
                exchange = Exchange.of(client, new Socket(listener.accept()), BYTES, () -> {});
            }
        }

        /** Closes the connection. */
        @TearDown
        public void close() throws IOException {
            exchange.close();
        }
    }

    /** Through the relay. */
    @Benchmark
    public int relayed(Relayed connection) throws IOException {
        return connection.exchange.run();
    }

    /** Without it. */
    @Benchmark
    public int direct(Direct connection) throws IOException {
        return connection.exchange.run();
    }
}
