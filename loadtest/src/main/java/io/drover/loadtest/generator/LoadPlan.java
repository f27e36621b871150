/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import java.net.URI;

/**
 * What a run of the generator does.
 *
 * @param url what is asked for with GET; {@code http} only
 * @param connections how many requests are under way at a time, each on a connection of its own
 * @param durationMs how long
 * @param connectionPerRequest whether every request has a new connection, which the server is asked to close
 * @param timeoutMs after how long a request counts as failed and its connection is given up
 */
public record LoadPlan(URI url, int connections, long durationMs, boolean connectionPerRequest, long timeoutMs) {
    private static final int MAX_CONNECTIONS = 4_000;

    /** Checks it; the message of the exception is meant for whoever gave the value. */
    public LoadPlan {
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("url: " + url + " (expected: http://HOST[:PORT]/PATH)");
        }
        requireRange("connections", connections, 1, MAX_CONNECTIONS);
        requireRange("duration in ms", durationMs, 1, Integer.MAX_VALUE);
        requireRange("timeout in ms", timeoutMs, 1, Integer.MAX_VALUE);
    }

    private static void requireRange(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + min + " to " + max + ")");
        }
    }

    /** Returns the same plan for another time. */
    public LoadPlan lasting(long ms) {
        return new LoadPlan(url, connections, ms, connectionPerRequest, timeoutMs);
    }

    int port() {
        return url.getPort() < 0 ? 80 : url.getPort();
    }

    /** Returns the bytes of each request. */
    String request() {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return "GET " + path + query + " HTTP/1.1\r\nHost: " + url.getHost() + ":" + port() + "\r\n"
                + (connectionPerRequest ? "Connection: close\r\n" : "") + "\r\n";
    }
}
