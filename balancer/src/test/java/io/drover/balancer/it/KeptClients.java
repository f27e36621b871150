/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import io.drover.balancer.harness.HttpAnswer;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.testapp.WorkerAnswer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Clients that ask one request after the other, each over one connection that it keeps, until they are stopped.
 *
 * <p>Threading: safe from any thread.
 */
final class KeptClients implements AutoCloseable {
    private final int port;
    private final boolean heedsClose;
    private final AtomicLong closes = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private List<Thread> threads = List.of();
    private volatile boolean stopped; // written by the test, read by the clients

    private KeptClients(int port, boolean heedsClose) {
        this.port = port;
        this.heedsClose = heedsClose;
    }

    /** Starts clients to whom it is a failure that their connection ends. */
    static KeptClients start(int port, int clients) {
        return start(new KeptClients(port, false), clients);
    }

    /** Starts clients that open another connection when an answer has said that theirs will end, and only then. */
    static KeptClients startHeedingClose(int port, int clients) {
        return start(new KeptClients(port, true), clients);
    }

    private static KeptClients start(KeptClients started, int clients) {
        started.threads = IntStream.range(0, clients)
                .mapToObj(number -> new Thread(started::ask, "kept-client-" + number))
                .toList();
        started.threads.forEach(Thread::start);
        started.awaitAnswers(10 * clients);
        return started;
    }

    private void ask() {
        try {
            do {
                askOverOneConnection();
            } while (!stopped && heedsClose);
        } catch (RuntimeException e) {
            failures.add(e.toString());
        }
    }

    private void askOverOneConnection() {
        try (HttpConnection connection = HttpConnection.open(port)) {
            boolean ends = false;
            while (!stopped && !ends) {
                HttpAnswer answer = connection.ask("/worker");
                WorkerAnswer.parse(answer.body());
                answers.incrementAndGet();
                ends = heedsClose && answer.isLast();
            }
            if (ends) {
                closes.incrementAndGet();
            }
        }
    }

    /** Returns how often a client was told that its connection would end. */
    long closeCount() {
        return closes.get();
    }

    void awaitAnswers(int count) {
        long enough = answers.get() + count;
        Patience.await(count + " answers").until(() -> answers.get() >= enough || !failures.isEmpty());
    }

    /** Stops, and returns what went wrong. */
    List<String> stopAndCollectFailures() {
        close();
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
