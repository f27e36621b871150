/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import io.drover.loadtest.process.ProcStat;
import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A closed loop: every connection asks again as soon as it is answered, until the time is over.
 *
 * <p>What is under way at the end counts neither as a request nor as an error.
 *
 * <p>Threading: owned by its event loop.
 */
final class LoadRun {
    private static final double NS_PER_SECOND = 1e9;
    private static final long TIMEOUT_CHECK_MS = 100;
    private static final int READ_BYTES = 64 * 1024;

    private final LoadPlan plan;
    private final IoEventLoop loop;
    private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
    private final Tally tally = new Tally();
    private final List<LoadConnection> connections;

    LoadRun(LoadPlan plan, InetSocketAddress address, IoEventLoop loop) {
        this.plan = plan;
        this.loop = loop;
        byte[] bytes = plan.request().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer request = ByteBuffer.allocateDirect(bytes.length).put(0, bytes);
        ByteBuffer received = ByteBuffer.allocateDirect(READ_BYTES);
        connections = Stream.generate(() -> new LoadConnection(
                        address, plan.connectionPerRequest(), request, received, loop, tally, LoadConnection::ask))
                .limit(plan.connections())
                .toList();
    }

    /** Begins, from any thread. */
    CompletableFuture<LoadResult> requestStart() {
        loop.execute(() -> {
            try {
                start();
            } catch (IOException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private void start() throws IOException {
        double cpuSeconds = ProcStat.ofSelf().cpuSeconds();
        long startNs = System.nanoTime();
        connections.forEach(LoadConnection::ask);
        Future<?> check = loop.scheduleAtFixedRate(
                this::checkTimeouts, TIMEOUT_CHECK_MS, TIMEOUT_CHECK_MS, TimeUnit.MILLISECONDS);
        loop.schedule(
                () -> {
                    check.cancel(false);
                    end(startNs, cpuSeconds);
                },
                plan.durationMs(),
                TimeUnit.MILLISECONDS);
    }

    private void checkTimeouts() {
        long nowNs = System.nanoTime();
        long timeoutNs = TimeUnit.MILLISECONDS.toNanos(plan.timeoutMs());
        connections.forEach(connection -> connection.checkTimeout(nowNs, timeoutNs));
    }

    private void end(long startNs, double cpuSecondsBefore) {
        double seconds = (System.nanoTime() - startNs) / NS_PER_SECOND;
        connections.forEach(LoadConnection::close);
        try {
            result.complete(tally.toResult(seconds, ProcStat.ofSelf().cpuSeconds() - cpuSecondsBefore));
        } catch (IOException e) {
            result.completeExceptionally(e);
        }
    }
}
