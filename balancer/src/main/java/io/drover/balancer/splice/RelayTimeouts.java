/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.core.config.ClusterConfig;
import io.drover.core.config.ClusterConfig.Relay;
import org.jspecify.annotations.Nullable;

/**
 * How long a relayed connection may take for what, in milliseconds; 0 for any time.
 *
 * @param queueMs without a backend that has room
 * @param connectMs until a backend has answered
 * @param clientMs without a byte from or to the client
 * @param serverMs without a byte from or to the backend
 * @param halfClosedMs without a byte after one side has ended
 * @param totalMs from accept to end
 * @param lastBytesMs for a peer to acknowledge its last bytes before it gets a reset
 */
record RelayTimeouts(
        int queueMs, int connectMs, int clientMs, int serverMs, int halfClosedMs, int totalMs, int lastBytesMs) {
    private static final int LAST_BYTES_MS = 1000;

    static RelayTimeouts of(ClusterConfig config) {
        Relay relay = config.relay();
        return new RelayTimeouts(
                (int) config.queueing().timeout().toMillis(),
                (int) relay.connectTimeout().toMillis(),
                (int) relay.clientTimeout().toMillis(),
                (int) relay.serverTimeout().toMillis(),
                (int) relay.halfClosedTimeout().toMillis(),
                (int) relay.totalTimeout().toMillis(),
                LAST_BYTES_MS);
    }

    /** Returns which is over for a connection that is relayed, or null. */
    @Nullable
    Termination expired(SplicedConnection connection, long nowMs) {
        if (halfClosedMs > 0 && connection.isHalfClosedFor(halfClosedMs, nowMs)) {
            return Termination.HALF_CLOSED_TIMEOUT;
        }
        if (isOver(clientMs, nowMs - connection.clientActiveMs())) {
            return Termination.CLIENT_TIMEOUT;
        }
        if (isOver(serverMs, nowMs - connection.backendActiveMs())) {
            return Termination.SERVER_TIMEOUT;
        }
        return null;
    }

    /** Tells whether a connection has been open for too long, whatever it does. */
    boolean isOver(Arrival arrival, long nowMs) {
        return isOver(totalMs, nowMs - arrival.acceptedMs());
    }

    private static boolean isOver(int limitMs, long elapsedMs) {
        return limitMs > 0 && elapsedMs > limitMs;
    }
}
