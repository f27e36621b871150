/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.testapp;

import io.drover.balancer.harness.HttpConnection;
import java.util.ArrayList;
import java.util.List;

/** Open connections to the workers of a cluster, each sorted by the slot it came to. */
public final class HeldConnections implements AutoCloseable {
    private final int port;
    private final List<Held> all = new ArrayList<>();

    private record Held(int slot, HttpConnection connection) {}

    public HeldConnections(int port) {
        this.port = port;
    }

    /** Opens so many more. */
    public void open(int count) {
        for (int i = 0; i < count; i++) {
            HttpConnection connection = HttpConnection.open(port);
            all.add(new Held(TestApps.ask(connection).slot(), connection));
        }
    }

    /** Returns those that the worker in that slot has. */
    public List<HttpConnection> in(int slot) {
        return all.stream()
                .filter(held -> held.slot() == slot)
                .map(Held::connection)
                .toList();
    }

    /** Returns one that the worker in that slot has. */
    public HttpConnection oneIn(int slot) {
        return in(slot).get(0);
    }

    /** Closes those that the worker in that slot has. */
    public void close(int slot) {
        in(slot).forEach(HttpConnection::close);
        all.removeIf(held -> held.slot() == slot);
    }

    @Override
    public void close() {
        all.forEach(held -> held.connection().close());
        all.clear();
    }
}
