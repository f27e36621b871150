/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a loop, linked through themselves: nothing is allocated to add or remove one.
 *
 * <p>Threading: owned by one relay loop.
 */
final class ConnectionList {
    private @Nullable SplicedConnection first;
    private int size;

    void add(SplicedConnection connection) {
        connection.next = first;
        if (first != null) {
            first.previous = connection;
        }
        first = connection;
        size++;
    }

    void remove(SplicedConnection connection) {
        if (connection.previous != null) {
            connection.previous.next = connection.next;
        } else {
            first = connection.next;
        }
        if (connection.next != null) {
            connection.next.previous = connection.previous;
        }
        connection.previous = null;
        size--;
        // Its next stays, for a walk that stands on it.
    }

    int size() {
        return size;
    }

    /** Calls for each; the one it is called for may be removed meanwhile. */
    void forEach(Consumer<SplicedConnection> action) {
        SplicedConnection connection = first;
        while (connection != null) {
            SplicedConnection following = connection.next;
            action.accept(connection);
            connection = following;
        }
    }
}
