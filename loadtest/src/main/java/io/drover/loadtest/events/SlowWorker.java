/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.events;

import io.drover.loadtest.chaos.FaultyCluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes one worker of a cluster slow: with a client whose requests hold up its event loop, one after the other. */
final class SlowWorker {
    private static final String BLOCK = "/block?ms=20";
    private static final int MOST_CONNECTIONS = 200;
    private static final long NS_PER_MS = 1_000_000;

    private SlowWorker() {}

    /** Does it for a while. */
    static void slowDown(FaultyCluster cluster, long pid, long ms) throws IOException {
        List<PageConnection> tried = new ArrayList<>();
        try {
            PageConnection connection = connectTo(cluster, pid, tried);
            long endNs = System.nanoTime() + ms * NS_PER_MS;
            while (System.nanoTime() < endNs) {
                connection.ask(BLOCK);
            }
        } finally {
            tried.forEach(PageConnection::close);
        }
    }

    /** Which worker a connection gets is not for the client to choose: it tries until it has the right one. */
    private static PageConnection connectTo(FaultyCluster cluster, long pid, List<PageConnection> tried)
            throws IOException {
        while (tried.size() < MOST_CONNECTIONS) {
            PageConnection connection = new PageConnection(cluster.url().getPort());
            tried.add(connection);
            if (connection.ask("/pid").equals(Long.toString(pid))) {
                return connection;
            }
        }
        throw new IOException("worker with process id " + pid + ": none of " + MOST_CONNECTIONS
                + " connections got to it (expected: one that does)");
    }
}
