/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.proxyprotocol;

import io.drover.balancer.proxyprotocol.MalformedHeaderException;
import io.drover.balancer.proxyprotocol.ProxyHeader;
import io.drover.balancer.proxyprotocol.ProxyHeaderWriter;
import io.drover.core.config.ProxyProtocol;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
 * The header of the PROXY protocol that a relayed connection begins with, of an IPv4 client: written, and read. Once per
 * connection, of which the system calls alone take tens of microseconds.
 *
 * <p>Command: {@code jmh-benchmarks/run.sh proxy}, which is {@code java -jar jmh-benchmarks/target/benchmarks.jar
 * ProxyHeaderBenchmark -prof gc}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 50, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init")
public class ProxyHeaderBenchmark {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("203.0.113.7", 51_234);
    private static final InetSocketAddress HERE = new InetSocketAddress("192.0.2.1", 8080);

    /** Which version of the protocol. */
    @Param({"V1", "V2"})
    private ProxyProtocol version;

    private final ProxyHeaderWriter writer = new ProxyHeaderWriter();
    private ByteBuf header;

    /** Writes the header that is read. */
    @Setup
    public void write() {
        header = writer.ofClient(version, CLIENT, HERE);
    }

    /** Lets go of it. */
    @TearDown
    public void release() {
        header.release();
    }

    /** To a backend. */
    @Benchmark
    public int encode() {
        ByteBuf written = writer.ofClient(version, CLIENT, HERE);
        int length = written.readableBytes();
        written.release();
        return length;
    }

    /** From a proxy. */
    @Benchmark
    public @Nullable ProxyHeader decode() throws MalformedHeaderException {
        return ProxyHeader.read(header);
    }
}
