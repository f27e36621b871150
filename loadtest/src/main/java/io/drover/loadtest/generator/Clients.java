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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Clients that ask at a steady rate until they are stopped, however slow the answers are: an open loop, so that a server
 * that stands still is not spared the requests that it would have had.
 *
 * <p>Threading: all of it happens on an event loop of its own; the methods are safe from any other thread.
 */
public final class Clients implements AutoCloseable {
    private static final long TICK_MS = 2;
    private static final long TIMEOUT_CHECK_MS = 100;
    private static final int READ_BYTES = 64 * 1024;
    private static final double NS_PER_SECOND = 1e9;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final IoEventLoop loop = group.next();
    private final ClientPlan plan;
    private final ClientTally tally = new ClientTally();

    // All of it is the loop's.
    private final List<LoadConnection> all = new ArrayList<>();
    private final Deque<LoadConnection> free = new ArrayDeque<>();
    private final CompletableFuture<ClientCounts> end = new CompletableFuture<>();
    private long startNs;
    private long due; // so many should have been begun by now
    private boolean stopping;

    private Clients(ClientPlan plan) {
        this.plan = plan;
    }

    /** Starts them. */
    public static Clients start(ClientPlan plan) {
        Clients clients = new Clients(plan);
        clients.loop.execute(clients::begin);
        return clients;
    }

    private void begin() {
        byte[] bytes = plan.asLoad().request().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer request = ByteBuffer.allocateDirect(bytes.length).put(0, bytes);
        ByteBuffer received = ByteBuffer.allocateDirect(READ_BYTES);
        InetSocketAddress address =
                new InetSocketAddress(plan.url().getHost(), plan.asLoad().port());
        for (int i = 0; i < plan.clients(); i++) {
            all.add(new LoadConnection(
                    address, plan.connectionPerRequest(), request, received, loop, tally, this::onFree));
        }
        free.addAll(all);
        startNs = System.nanoTime();
        loop.scheduleAtFixedRate(this::askDue, 0, TICK_MS, TimeUnit.MILLISECONDS);
        loop.scheduleAtFixedRate(this::checkTimeouts, TIMEOUT_CHECK_MS, TIMEOUT_CHECK_MS, TimeUnit.MILLISECONDS);
    }

    private void askDue() {
        if (stopping) {
            return;
        }
        long now = Math.min(plan.most(), (long) ((System.nanoTime() - startNs) / NS_PER_SECOND * plan.perSecond()));
        while (due < now) {
            // In turn, so that every client has its part.
            LoadConnection next = free.poll();
            if (next == null) {
                tally.onNotMade(now - due);
                due = now;
                return;
            }
            due++;
            next.ask();
        }
    }

    private void onFree(LoadConnection connection) {
        if (stopping) {
            connection.release();
            endIfNothingIsUnderWay();
        } else {
            free.add(connection);
        }
    }

    private void checkTimeouts() {
        long nowNs = System.nanoTime();
        long timeoutNs = TimeUnit.MILLISECONDS.toNanos(plan.timeoutMs());
        all.forEach(connection -> connection.checkTimeout(nowNs, timeoutNs));
    }

    private void stop() {
        if (!stopping) {
            stopping = true;
            free.forEach(LoadConnection::release);
            free.clear();
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
        return tally.counts(all.stream()
                .filter(LoadConnection::isAsking)
                .map(connection -> connection.waitNs(nowNs))
                .toList());
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
        });
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
}
