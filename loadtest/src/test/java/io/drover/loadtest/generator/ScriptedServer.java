/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers each request with the same bytes, and then closes or doesn't. */
final class ScriptedServer implements AutoCloseable {
    private static final String REQUEST_END = "\r\n\r\n";

    private final ServerSocket listener;
    private final String answer;
    private final boolean closes;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Set<InetAddress> clients = ConcurrentHashMap.newKeySet();
    private final Runnable beforeAnswer;

    ScriptedServer(String answer, boolean closes) throws IOException {
        this(answer, closes, () -> {});
    }

    /** Makes one that does something before each answer. */
    ScriptedServer(String answer, boolean closes, Runnable beforeAnswer) throws IOException {
        this.beforeAnswer = beforeAnswer;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answer = answer;
        this.closes = closes;
        threads.execute(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/page?a=b");
    }

    int acceptedConnections() {
        return accepted.get();
    }

    Set<InetAddress> clients() {
        return clients;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                accepted.incrementAndGet();
                clients.add(socket.getInetAddress());
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // The test is over.
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            while (readRequest(socket.getInputStream())) {
                beforeAnswer.run();
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                if (closes) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client has ended its run.
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf(REQUEST_END) < 0) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        if (!head.toString().startsWith("GET /page?a=b HTTP/1.1\r\nHost: 127.0.0.1:")) {
            throw new IllegalStateException("request: " + head);
        }
        return true;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
