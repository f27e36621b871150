/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.URI;

/**
 * What a run of the generator does.
 *
 * @param url what is asked for with GET; {@code http} only
 * @param connections how many there are at a time
 * @param durationMs how long
 * @param connectionPerRequest whether every request has a new connection, which the server is asked to close
 * @param timeoutMs after how long a request counts as failed and its connection is given up
 * @param perSecond how many requests are due in a second; 0 for as many as are answered: a closed loop
 * @param pipeline how many requests are under way on a connection at a time
 * @param sourceAddresses how many addresses from 127.0.0.2 on the connections come from; 0 for the usual one
 */
public record LoadPlan(
        URI url,
        int connections,
        long durationMs,
        boolean connectionPerRequest,
        long timeoutMs,
        double perSecond,
        int pipeline,
        int sourceAddresses) {
    /** How many connections a run can have. */
    public static final int MAX_CONNECTIONS = 4_000;

    /** How many requests a second one event loop is asked to begin at most. */
    public static final int MAX_PER_SECOND = 1_000_000;

    /** How many requests can be under way on a connection. */
    public static final int MAX_PIPELINE = 1_000;

    /** How many source addresses there can be. */
    public static final int MAX_SOURCES = 10_000;

    /** Checks it; the message of the exception is meant for whoever gave the value. */
    @JsonCreator
    public LoadPlan {
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("url: " + url + " (expected: http://HOST[:PORT]/PATH)");
        }
        requireRange("connections", connections, 1, MAX_CONNECTIONS);
        requireRange("duration in ms", durationMs, 1, Integer.MAX_VALUE);
        requireRange("timeout in ms", timeoutMs, 1, Integer.MAX_VALUE);
        requireRange("rate", (long) Math.ceil(perSecond), 0, MAX_PER_SECOND);
        requireRange("pipeline", pipeline, 1, MAX_PIPELINE);
        requireRange("source-addresses", sourceAddresses, 0, MAX_SOURCES);
        if (pipeline > 1 && connectionPerRequest) {
            throw new IllegalArgumentException(
                    "pipeline: " + pipeline + " (expected: 1, where each request has its own connection)");
        }
    }

    /** Makes the plan of a closed loop, one request at a time on each connection. */
    public LoadPlan(URI url, int connections, long durationMs, boolean connectionPerRequest, long timeoutMs) {
        this(url, connections, durationMs, connectionPerRequest, timeoutMs, 0, 1, 0);
    }

    private static void requireRange(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + min + " to " + max + ")");
        }
    }

    /** Returns the same plan for another time. */
    public LoadPlan lasting(long ms) {
        return new LoadPlan(
                url, connections, ms, connectionPerRequest, timeoutMs, perSecond, pipeline, sourceAddresses);
    }

    /** Returns the same plan as an open loop with that many requests due in a second. */
    public LoadPlan atRate(double requestsPerSecond) {
        return new LoadPlan(
                url,
                connections,
                durationMs,
                connectionPerRequest,
                timeoutMs,
                requestsPerSecond,
                pipeline,
                sourceAddresses);
    }

    /** Returns the same plan with so many requests under way on a connection. */
    public LoadPlan pipelining(int requests) {
        return new LoadPlan(
                url, connections, durationMs, connectionPerRequest, timeoutMs, perSecond, requests, sourceAddresses);
    }

    /** Returns the same plan from so many addresses. */
    public LoadPlan fromAddresses(int count) {
        return new LoadPlan(url, connections, durationMs, connectionPerRequest, timeoutMs, perSecond, pipeline, count);
    }

    /** Tells whether requests are due at a constant rate. */
    @JsonIgnore
    public boolean isOpenLoop() {
        return perSecond > 0;
    }

    /**
     * Returns the index of the address that a connection comes from, -1 for the usual one. One that is kept stays with
     * its address, also when it has to be opened again; where each request has its own, all addresses have their turn.
     */
    int source(int connection, long opensBefore) {
        if (sourceAddresses == 0) {
            return -1;
        }
        return (int) ((connection + (connectionPerRequest ? opensBefore * connections : 0)) % sourceAddresses);
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
