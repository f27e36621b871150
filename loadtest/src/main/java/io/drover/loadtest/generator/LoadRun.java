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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A run of a certain time: a closed loop, in which every connection asks again as soon as it is answered, or an open
 * one, in which requests are due at a constant rate.
 *
 * <p>What is under way at the end of a closed loop counts neither as a request nor as an error. That of an open one is
 * waited for: it was due, and what the server keeps waiting longest would be missing otherwise.
 *
 * <p>Threading: owned by its event loop.
 */
final class LoadRun {
    private static final double NS_PER_SECOND = 1e9;
    private static final double NS_PER_US = 1e3;
    private static final long TIMEOUT_CHECK_MS = 100;

    private final LoadPlan plan;
    private final IoEventLoop loop;
    private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
    private final Tally tally = new Tally();
    private final List<LoadConnection> connections;
    private final @Nullable OpenLoop openLoop;
    private @Nullable Future<?> check;
    private long startNs;
    private double cpuSecondsBefore;
    private LoopUse useBefore = new LoopUse(0, 0);
    private double dueSeconds; // how long requests were made
    private long notAsked;
    private boolean stopping;

    LoadRun(LoadPlan plan, InetSocketAddress address, IoEventLoop loop) {
        this.plan = plan;
        this.loop = loop;
        Wiring wiring = Wiring.of(plan, address, loop, tally);
        connections = IntStream.range(0, plan.connections())
                .mapToObj(index -> new LoadConnection(wiring, index, this::onFree))
                .toList();
        openLoop = plan.isOpenLoop()
                ? new OpenLoop(loop, connections, plan.perSecond(), Long.MAX_VALUE, plan.connectionPerRequest())
                : null;
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
        cpuSecondsBefore = ProcStat.ofSelf().cpuSeconds();
        useBefore = LoopUse.ofThisThread();
        startNs = System.nanoTime();
        tally.start();
        if (openLoop == null) {
            connections.forEach(LoadConnection::fill);
        } else {
            openLoop.start();
        }
        check = loop.scheduleAtFixedRate(this::check, TIMEOUT_CHECK_MS, TIMEOUT_CHECK_MS, TimeUnit.MILLISECONDS);
        loop.schedule(this::onTimeOver, plan.durationMs(), TimeUnit.MILLISECONDS);
    }

    private void onFree(LoadConnection connection) {
        if (openLoop == null) {
            connection.fill();
        } else if (!stopping) {
            openLoop.onFree(connection);
        } else {
            endIfNothingIsUnderWay();
        }
    }

    private void check() {
        long nowNs = System.nanoTime();
        connections.forEach(connection -> connection.checkTimeout(nowNs));
    }

    private void onTimeOver() {
        long nowNs = System.nanoTime();
        stopping = true;
        dueSeconds = (nowNs - startNs) / NS_PER_SECOND;
        if (openLoop == null) {
            end();
        } else {
            openLoop.stop();
            notAsked = openLoop.notAsked(nowNs);
            endIfNothingIsUnderWay();
        }
    }

    private void endIfNothingIsUnderWay() {
        if (connections.stream().noneMatch(LoadConnection::isAsking)) {
            end();
        }
    }

    private void end() {
        if (result.isDone()) {
            return;
        }
        if (check != null) {
            check.cancel(false);
        }
        connections.forEach(LoadConnection::close);
        try {
            double cpuSeconds = ProcStat.ofSelf().cpuSeconds() - cpuSecondsBefore;
            double busy = LoopUse.ofThisThread().shareSince(useBefore, System.nanoTime() - startNs);
            double worstDelayUs = openLoop == null ? 0 : openLoop.worstDelayNs() / NS_PER_US;
            result.complete(
                    tally.toResult(dueSeconds, new LoadResult.Effort(cpuSeconds, busy, notAsked, worstDelayUs)));
        } catch (IOException e) {
            result.completeExceptionally(e);
        }
    }
}
