/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class IdleClientsTest {
    private final AtomicInteger requests = new AtomicInteger();
    private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private volatile int status = 200; // written by the test, read by the server

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/plaintext", exchange -> {
            requests.incrementAndGet();
            clients.add(exchange.getRemoteAddress());
            exchange.sendResponseHeaders(status, 5);
            exchange.getResponseBody().write(new byte[5]);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void askOnceEachAndAgainOnTheSameConnection() throws IOException {
        try (IdleClients idle = IdleClients.open(server.getAddress().getPort(), 20)) {
            assertThat(requests).hasValue(20);
            assertThat(clients).hasSize(20);

            idle.ask();
        }
        assertThat(requests).hasValue(40);
        assertThat(clients).hasSize(20);
    }

    @Test
    void sayWhichConnectionWasNotServed() {
        status = 503;
        assertThatThrownBy(() -> IdleClients.open(server.getAddress().getPort(), 20))
                .isInstanceOf(IOException.class)
                .hasMessage("connection 1 of 20: no success (expected: a 2xx)");
    }

    @Test
    void noticeAConnectionThatDidNotStay() throws IOException {
        try (IdleClients idle = IdleClients.open(server.getAddress().getPort(), 2)) {
            server.stop(0);
            assertThatThrownBy(idle::ask).isInstanceOf(IOException.class);
        }
    }
}
