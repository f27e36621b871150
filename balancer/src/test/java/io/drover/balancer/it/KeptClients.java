/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import io.drover.balancer.harness.HttpAnswer;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.testapp.WorkerAnswer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Clients that ask one request after the other, each over one connection that it keeps, until they are stopped.
 *
 * <p>Threading: safe from any thread.
 */
final class KeptClients implements AutoCloseable {
    /** For so long a worker that drains waits for the next request of a connection that it can't hand back. */
    private static final Duration GRACE = Duration.ofMillis(100);

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

    /**
     * Starts clients that open another connection when an answer has said that theirs will end, and only then; or, where
     * they had no time to ask within the grace, when they find it closed (RFC 9112 section 9.3.1).
     */
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
        long lastSendNs = System.nanoTime();
        try (HttpConnection connection = HttpConnection.open(port)) {
            boolean ends = false;
            while (!stopped && !ends) {
                long sendNs = System.nanoTime();
                connection.send("/worker");
                HttpAnswer answer = receive(connection, System.nanoTime() - lastSendNs);
                if (answer != null) {
                    WorkerAnswer.parse(answer.body());
                    answers.incrementAndGet();
                }
                lastSendNs = sendNs;
                ends = answer == null || (heedsClose && answer.isLast());
            }
            if (ends) {
                closes.incrementAndGet();
            }
        }
    }

    /**
     * Returns the answer; null where the connection was closed while the client was silent.
     *
     * @param silenceNs at most, as the worker has seen it: from before the request that was answered last
     */
    private @Nullable HttpAnswer receive(HttpConnection connection, long silenceNs) {
        boolean mayBeClosed = heedsClose && silenceNs >= GRACE.toNanos();
        return mayBeClosed ? connection.receiveOrEnd() : connection.receive();
    }

    /** Returns how often a client was told that its connection would end, or was too slow for that. */
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
