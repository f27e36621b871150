/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import java.net.URI;

/**
 * What a group of clients does, until it is stopped.
 *
 * @param url what is asked for with GET; {@code http} only
 * @param clients how many requests can be under way at a time; one that is due while they are waits
 * @param perSecond how many requests are begun, whether the ones before are answered or not
 * @param connectionPerRequest whether every request has a new connection, which the server is asked to close
 * @param most how many requests are made in all
 * @param timeoutMs after how long a request counts as failed and its connection is given up
 * @param intervalMs how long the intervals of the recording are
 */
public record ClientPlan(
        URI url,
        int clients,
        double perSecond,
        boolean connectionPerRequest,
        long most,
        long timeoutMs,
        long intervalMs) {
    private static final long PATIENCE_MS = 10_000;
    private static final long INTERVAL_MS = 1_000;

    /** Checks it. */
    public ClientPlan {
        if (clients < 1 || perSecond <= 0 || most < 1) {
            throw new IllegalArgumentException(
                    "clients: " + clients + ", " + perSecond + "/s, " + most + " (expected: all of them positive)");
        }
    }

    /** Returns clients that make a new connection for each request. */
    public static ClientPlan connecting(URI url, double perSecond) {
        return new ClientPlan(url, 2_000, perSecond, true, Long.MAX_VALUE, PATIENCE_MS, INTERVAL_MS);
    }

    /** Returns clients that each keep their connection. */
    public static ClientPlan keeping(URI url, int clients, double perSecond) {
        return new ClientPlan(url, clients, perSecond, false, Long.MAX_VALUE, PATIENCE_MS, INTERVAL_MS);
    }

    /** Returns the same clients, making so many requests at most. */
    public ClientPlan atMost(long requests) {
        return new ClientPlan(url, clients, perSecond, connectionPerRequest, requests, timeoutMs, intervalMs);
    }

    /** Returns the same clients with another patience. */
    public ClientPlan patientFor(long ms) {
        return new ClientPlan(url, clients, perSecond, connectionPerRequest, most, ms, intervalMs);
    }

    /** Returns the same clients, recorded in intervals of that length. */
    public ClientPlan inIntervalsOf(long ms) {
        return new ClientPlan(url, clients, perSecond, connectionPerRequest, most, timeoutMs, ms);
    }

    LoadPlan asLoad() {
        return new LoadPlan(url, 1, 1, connectionPerRequest, timeoutMs);
    }
}
