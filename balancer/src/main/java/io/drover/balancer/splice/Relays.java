/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

/**
 * What relayed connections of one listener tell of themselves.
 *
 * <p>Threading: called on relay loops.
 */
interface Relays {

    /** Returns how long they may take. */
    RelayTimeouts timeouts();

    /** Returns what happens before their bytes flow. */
    Front front();

    /** Nothing has to come any more before a destination, or it comes back from one: a connection wants one. */
    void onReady(SplicedConnection connection);

    /** A connection has reached a destination. */
    void onConnected(Destination reached);

    /** The destination of a connection takes nobody just now: it wants to try again, there or elsewhere. */
    void onBusy(SplicedConnection connection, Destination busy);

    /** A connection could not reach its destination, and wants another. */
    void onConnectFailed(SplicedConnection connection, Destination unreachable, Termination why);

    /** A connection ended before it reached the destination that was chosen for it. */
    void onAbandoned(Destination destination);

    /** Tells whether the addresses of connections will be asked for when they end. */
    boolean areLogged();

    /** A connection is about to be closed. */
    void onClosing(SplicedConnection connection);
}
