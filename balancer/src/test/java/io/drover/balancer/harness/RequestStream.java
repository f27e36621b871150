/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Clients that ask one request after the other, each over a new connection, until they are stopped.
 *
 * <p>Threading: safe from any thread.
 */
public final class RequestStream implements AutoCloseable {
    private static final int OK = 200;

    /** Between two requests of a client; without it a few of them leave no core to the servers that are to start. */
    private static final long THINK_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final int port;
    private final String target;
    private final AtomicLong answers = new AtomicLong();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private List<Thread> clients = List.of();
    private volatile boolean stopped; // written by the test, read by the clients

    private RequestStream(int port, String target) {
        this.port = port;
        this.target = target;
    }

    /** Starts so many clients. */
    public static RequestStream start(int port, String target, int clients) {
        RequestStream stream = new RequestStream(port, target);
        stream.clients = IntStream.range(0, clients)
                .mapToObj(number -> new Thread(stream::ask, "client-" + number))
                .toList();
        stream.clients.forEach(Thread::start);
        return stream;
    }

    private void ask() {
        while (!stopped) {
            try {
                askOnce();
                answers.incrementAndGet();
            } catch (RuntimeException e) {
                failures.add(e.toString());
            }
            LockSupport.parkNanos(THINK_NS);
        }
    }

    private void askOnce() {
        try (HttpConnection connection = HttpConnection.open(port)) {
            connection.sendLast(target);
            int status = connection.receive().status();
            if (status != OK) {
                throw new IllegalStateException("status " + status);
            }
        }
    }

    /** Waits for so many further answers. */
    public void awaitAnswers(int count) {
        long enough = answers.get() + count;
        Patience.await(count + " answers").until(() -> answers.get() >= enough);
    }

    /** Stops, and returns what went wrong. */
    public List<String> stopAndCollectFailures() {
        close();
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
