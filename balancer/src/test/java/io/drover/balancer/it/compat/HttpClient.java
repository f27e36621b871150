/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it.compat;

import io.drover.balancer.harness.HttpConnection;
import java.util.ArrayList;
import java.util.List;

/** Speaks HTTP/1.1. */
final class HttpClient implements Client {
    private final int port;

    HttpClient(int port) {
        this.port = port;
    }

    @Override
    public List<Answer> askOneAfterTheOther(int connections) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            try (HttpConnection connection = HttpConnection.open(port)) {
                connection.sendLast("/");
                answers.add(receive(connection));
            }
        }
        return answers;
    }

    @Override
    public List<Answer> askOverOneConnection(int requests) {
        List<Answer> answers = new ArrayList<>();
        try (HttpConnection connection = HttpConnection.open(port)) {
            for (int i = 0; i < requests; i++) {
                connection.send("/");
                answers.add(receive(connection));
            }
        }
        return answers;
    }

    @Override
    public List<Answer> askAtOnce(int connections, int delayMs) {
        List<HttpConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                open.add(HttpConnection.open(port));
            }
            open.forEach(connection -> connection.send("/slow?ms=" + delayMs));
            return open.stream().map(HttpClient::receive).toList();
        } finally {
            open.forEach(HttpConnection::close);
        }
    }

    /** Asks, closes its half of the connection, and returns the answer when the server has closed its own. */
    Answer askAndShutDown(int delayMs) {
        try (HttpConnection connection = HttpConnection.open(port)) {
            connection.sendLast("/slow?ms=" + delayMs);
            connection.shutdownOutput();
            Answer answer = receive(connection);
            connection.awaitEnd();
            return answer;
        }
    }

    private static Answer receive(HttpConnection connection) {
        String client = connection.localAddress().getAddress().getHostAddress() + ":"
                + connection.localAddress().getPort();
        return Answer.parse(client, connection.receive().body());
    }
}
