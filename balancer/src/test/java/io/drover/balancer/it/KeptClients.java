/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.testapp.TestApps;
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
    private final AtomicLong answers = new AtomicLong();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private List<Thread> threads = List.of();
    private volatile boolean stopped; // written by the test, read by the clients

    private KeptClients(int port) {
        this.port = port;
    }

    static KeptClients start(int port, int clients) {
        KeptClients started = new KeptClients(port);
        started.threads = IntStream.range(0, clients)
                .mapToObj(number -> new Thread(started::ask, "kept-client-" + number))
                .toList();
        started.threads.forEach(Thread::start);
        started.awaitAnswers(10 * clients);
        return started;
    }

    private void ask() {
        try (HttpConnection connection = HttpConnection.open(port)) {
            while (!stopped) {
                TestApps.ask(connection);
                answers.incrementAndGet();
            }
        } catch (RuntimeException e) {
            failures.add(e.toString());
        }
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
