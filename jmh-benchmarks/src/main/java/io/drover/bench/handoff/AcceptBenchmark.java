/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.handoff;

import io.drover.bench.LoopbackListener;
import io.drover.bench.WorkersInOneProcess;
import io.drover.core.scheduling.RoundRobin;
import io.netty.channel.Channel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
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
 * A connection's life on loopback without a byte sent: a client connects, the server accepts, both close. It gives the
 * figures of {@link LaneBenchmark} their scale.
 *
 * <p>The client is the same in all of them and most of each figure, since accept(2) needs a connection to accept; what
 * differs is how the server takes it:
 *
 * <ul>
 *   <li>{@link #jdk}: {@link ServerSocketChannel#accept}, as an app without a cluster does it.
 *   <li>{@link #netty}: Netty's own channel on epoll, with SO_REUSEPORT, as one of several processes that share a port
 *       without a primary. It is the whole of it: a channel with its pipeline, registered and closed again, which an
 *       application on Netty pays for a descriptor that was handed over as well.
 *   <li>{@link #nativeAccept}: {@link Socket#accept}, as Drover's acceptor does it.
 *   <li>{@link #nativeAcceptAndLane}: the same, then through a lane. The difference is what a connection pays for being
 *       handed over.
 * </ul>
 *
 * <p>Command: {@code jmh-benchmarks/run.sh lane}, as {@link LaneBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class AcceptBenchmark {

    /** The listening socket of the JDK. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init")
    public static class JdkListener {
        private ServerSocketChannel server;
        private SocketAddress address;

        /** Listens on a free port. */
        @Setup
        public void listen() throws IOException {
            server = ServerSocketChannel.open();
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            address = server.getLocalAddress();
        }

        /** Stops listening. */
        @TearDown
        public void close() throws IOException {
            server.close();
        }
    }

    /** The listening socket of the primary. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init")
    public static class NativeListener {
        private LoopbackListener server;

        /** Listens on a free port. */
        @Setup
        public void listen() throws IOException {
            server = LoopbackListener.bind();
        }

        /** Stops listening. */
        @TearDown
        public void close() throws IOException {
            server.close();
        }
    }

    /** A worker and its lane. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init")
    public static class OneWorker {
        private WorkersInOneProcess workers;

        /** Starts the worker. */
        @Setup
        public void start() throws IOException {
            workers = WorkersInOneProcess.start(1, new RoundRobin());
        }

        /** Ends the worker. */
        @TearDown
        public void stop() throws IOException {
            workers.close();
        }
    }

    /** As an app without a cluster accepts. */
    @Benchmark
    public boolean jdk(JdkListener listener) throws IOException {
        Socket client = LoopbackListener.connectTo(listener.address);
        try (var accepted = listener.server.accept()) {
            client.close();
            return accepted.isOpen();
        }
    }

    /** As an app on Netty accepts. */
    @Benchmark
    public boolean netty(NettyListener listener) throws IOException {
        Socket client = LoopbackListener.connectTo(listener.address());
        Channel accepted = listener.accept();
        client.close();
        listener.close(accepted);
        return accepted.isOpen();
    }

    /** As the acceptor accepts. */
    @Benchmark
    public int nativeAccept(NativeListener listener) throws IOException {
        Socket client = listener.server.connect();
        int fd = listener.server.accept();
        client.close();
        new FileDescriptor(fd).close();
        return fd;
    }

    /** As the acceptor accepts and a worker receives. */
    @Benchmark
    public int nativeAcceptAndLane(NativeListener listener, OneWorker worker) throws IOException {
        Socket client = listener.server.connect();
        int fd = listener.server.accept();
        if (!worker.workers.sink().hasRoom() || !worker.workers.sink().offer(fd, fd)) {
            throw new IllegalStateException("lane: full (expected: empty, all that was sent has been received)");
        }
        int received = worker.workers.receive(0);
        client.close();
        new FileDescriptor(received).close();
        return received;
    }
}
