/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Clients that ask at a steady rate until they are stopped, however slow the answers are: an open loop, so that a server
 * that stands still is not spared the requests that it would have had.
 *
 * <p>Threading: all of it happens on an event loop of its own; the methods are safe from any other thread.
 */
public final class Clients implements AutoCloseable {
    private static final long TIMEOUT_CHECK_MS = 100;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final IoEventLoop loop = group.next();
    private final ClientTally tally;

    // All of it is the loop's.
    private final List<LoadConnection> all;
    private final OpenLoop openLoop;
    private final CompletableFuture<ClientCounts> end = new CompletableFuture<>();
    private boolean stopping;
    private long notMade;

    private Clients(ClientPlan plan) {
        this.tally = new ClientTally(plan.intervalMs());
        LoadPlan load = plan.asLoad();
        InetSocketAddress address = new InetSocketAddress(load.url().getHost(), load.port());
        Wiring wiring = Wiring.of(load, address, loop, tally);
        this.all = IntStream.range(0, plan.clients())
                .mapToObj(index -> new LoadConnection(wiring, index, this::onFree))
                .toList();
        this.openLoop = new OpenLoop(loop, all, plan.perSecond(), plan.most(), plan.connectionPerRequest());
    }

    /** Starts them. */
    public static Clients start(ClientPlan plan) {
        Clients clients = new Clients(plan);
        clients.loop.execute(clients::begin);
        return clients;
    }

    private void begin() {
        tally.start();
        openLoop.start();
        loop.scheduleAtFixedRate(this::checkTimeouts, TIMEOUT_CHECK_MS, TIMEOUT_CHECK_MS, TimeUnit.MILLISECONDS);
    }

    private void onFree(LoadConnection connection) {
        if (stopping) {
            connection.release();
            endIfNothingIsUnderWay();
        } else {
            openLoop.onFree(connection);
        }
    }

    private void checkTimeouts() {
        long nowNs = System.nanoTime();
        all.forEach(connection -> connection.checkTimeout(nowNs));
    }

    private void stop() {
        if (!stopping) {
            stopping = true;
            openLoop.stop();
            notMade = openLoop.notAsked(System.nanoTime());
            all.stream().filter(connection -> !connection.isAsking()).forEach(LoadConnection::release);
            endIfNothingIsUnderWay();
        }
    }

    private void endIfNothingIsUnderWay() {
        if (all.stream().noneMatch(LoadConnection::isAsking)) {
            end.complete(currentCounts());
        }
    }

    private ClientCounts currentCounts() {
        long nowNs = System.nanoTime();
        return tally.counts(
                all.stream()
                        .filter(LoadConnection::isAsking)
                        .map(connection -> connection.waitNs(nowNs))
                        .toList(),
                stopping ? notMade : openLoop.notAsked(nowNs));
    }

    /** Returns what became of the requests so far. */
    public ClientCounts counts() throws IOException, InterruptedException {
        return onLoop(this::currentCounts);
    }

    /** Begins no more requests, leaves idle connections, and waits until the others are answered or given up. */
    public ClientCounts finish() throws IOException, InterruptedException {
        loop.execute(this::stop);
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IOException("clients: " + e.getCause(), e.getCause());
        }
    }

    /** Returns what happened, interval by interval, until now. */
    public Recording recording() throws IOException, InterruptedException {
        return onLoop(tally::recording);
    }

    private <T> T onLoop(Callable<T> task) throws IOException, InterruptedException {
        try {
            return loop.submit(task).get();
        } catch (ExecutionException e) {
            throw new IOException("clients: " + e.getCause(), e.getCause());
        }
    }

    /** Leaves all connections. */
    @Override
    public void close() {
        loop.execute(() -> {
            stopping = true;
            all.forEach(LoadConnection::close);
            openLoop.stop();
        });
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
}
