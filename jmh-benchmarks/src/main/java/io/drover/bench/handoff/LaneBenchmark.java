/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.handoff;

import io.drover.balancer.dispatch.ConnectionSink;
import io.drover.balancer.handoff.SocketPair;
import io.drover.bench.LoopbackListener;
import io.drover.bench.ScratchDirectory;
import io.drover.bench.WorkersInOneProcess;
import io.drover.core.scheduling.RoundRobin;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One connection's way through a lane: sent, our copy closed, received at the worker's end. Three system calls.
 *
 * <p>The descriptor is that of an accepted TCP connection on loopback. What the worker's end receives is a new
 * descriptor of the same connection, and it is the one that the next operation sends: so none has to be made for an
 * operation, and closing our copy never ends the connection, just as in the primary. Both ends are served by one thread,
 * so no wake-up of a worker is in the figures.
 *
 * <ul>
 *   <li>{@link #lane}: through the acceptor's sink, with all it does: room, policy (round robin over one worker), send,
 *       counting on the scoreboard; then received and counted as a worker does.
 *   <li>{@link #together}: the same with so many connections sent and closed by one system call as come at once in a
 *       flood, for each of them; {@link #oneByOne} is the way they take where there is no io_uring.
 *   <li>{@link #bareSocketPair}: the same three system calls and nothing else. The difference is Drover's own part.
 * </ul>
 *
 * <p>Command: {@code jmh-benchmarks/run.sh lane}, which is {@code java -jar jmh-benchmarks/target/benchmarks.jar
 * 'LaneBenchmark|AcceptBenchmark' -prof gc} and so runs {@link AcceptBenchmark} beside it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class LaneBenchmark {
    private static final int AT_ONCE = 16;

    /** An open connection, and the descriptor it has at the moment. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init")
    public static class Connection {
        private Socket client;
        private int fd;

        /** Opens the connection. */
        @Setup
        public void open() throws IOException {
            try (LoopbackListener listener = LoopbackListener.bind()) {
                client = listener.connect();
                fd = listener.accept();
            }
        }

        /** Closes it at both ends. */
        @TearDown
        public void close() throws IOException {
            client.close();
            new FileDescriptor(fd).close();
        }
    }

    /** A worker, its lane, and the sink that gives it connections. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init")
    public static class OneWorker {
        private WorkersInOneProcess workers;
        private ConnectionSink sink;

        /** Starts the worker. */
        @Setup
        public void start() throws IOException {
            workers = WorkersInOneProcess.start(1, new RoundRobin());
            sink = workers.sink();
        }

        /** Ends the worker. */
        @TearDown
        public void stop() throws IOException {
            workers.close();
        }
    }

    /** Open connections. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init")
    public static class Connections {
        private final Socket[] clients = new Socket[AT_ONCE];
        private final int[] fds = new int[AT_ONCE];

        /** Opens the connections. */
        @Setup
        public void open() throws IOException {
            try (LoopbackListener listener = LoopbackListener.bind()) {
                for (int i = 0; i < AT_ONCE; i++) {
                    clients[i] = listener.connect();
                    fds[i] = listener.accept();
                }
            }
        }

        /** Closes them at both ends. */
        @TearDown
        public void close() throws IOException {
            for (int i = 0; i < AT_ONCE; i++) {
                clients[i].close();
                new FileDescriptor(fds[i]).close();
            }
        }
    }

    /** The two ends of a lane and nothing around it. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init")
    public static class Ends {
        private Socket sending;
        private Socket receiving;

        /** Connects the ends. */
        @Setup
        public void connect() throws IOException {
            Epoll.ensureAvailability();
            try (ScratchDirectory directory = ScratchDirectory.create()) {
                Socket[] pair = SocketPair.connect(directory.path());
                sending = pair[0];
                receiving = pair[1];
            }
        }

        /** Closes the ends. */
        @TearDown
        public void close() throws IOException {
            sending.close();
            receiving.close();
        }
    }

    /** As the acceptor sends and a worker receives. */
    @Benchmark
    public int lane(Connection connection, OneWorker worker) throws IOException {
        if (!worker.sink.hasRoom() || !worker.sink.offer(connection.fd, connection.fd)) {
            throw new IllegalStateException("lane: full (expected: empty, all that was sent has been received)");
        }
        connection.fd = worker.workers.receive(0);
        return connection.fd;
    }

    /** As the acceptor sends what comes in a flood, and a worker receives it. */
    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public int together(Connections connections, OneWorker worker) throws IOException {
        for (int fd : connections.fds) {
            if (!worker.sink.hasRoom() || !worker.sink.enqueue(fd, fd)) {
                throw new IllegalStateException("lane: full (expected: room for all that are sent at once)");
            }
        }
        worker.sink.flush();
        return receiveAll(connections, worker);
    }

    /** The same connections without io_uring. */
    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public int oneByOne(Connections connections, OneWorker worker) throws IOException {
        for (int fd : connections.fds) {
            if (!worker.sink.hasRoom() || !worker.sink.offer(fd, fd)) {
                throw new IllegalStateException("lane: full (expected: room for all that are sent at once)");
            }
        }
        return receiveAll(connections, worker);
    }

    private static int receiveAll(Connections connections, OneWorker worker) throws IOException {
        for (int i = 0; i < AT_ONCE; i++) {
            connections.fds[i] = worker.workers.receive(0);
        }
        return connections.fds[0];
    }

    /** The system calls alone. */
    @Benchmark
    public int bareSocketPair(Connection connection, Ends ends) throws IOException {
        ends.sending.sendFd(connection.fd);
        new FileDescriptor(connection.fd).close();
        connection.fd = ends.receiving.recvFd();
        return connection.fd;
    }
}
