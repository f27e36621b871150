/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.Descriptors;
import io.drover.balancer.dispatch.TcpState;
import io.netty.channel.unix.Socket;

/**
 * The far end of a connection that was relayed to a worker, taken out of the queue of the worker's port before the worker
 * had accepted it.
 *
 * <p>Threading: made on the acceptor thread, then claimed by the one relay loop that has the near end, then the acceptor
 * thread's again.
 */
final class QueuedConnection {
    private final Socket socket;
    private final int nearPort;
    private boolean claimed;

    /**
     * Makes one that nobody has claimed.
     *
     * @param nearPort the port of our end
     */
    QueuedConnection(Socket socket, int nearPort) {
        this.socket = socket;
        this.nearPort = nearPort;
    }

    int nearPort() {
        return nearPort;
    }

    /** Returns the socket, which is the caller's from now on. */
    Socket claim() {
        claimed = true;
        return socket;
    }

    /**
     * Ends it where nobody has claimed it.
     *
     * @return whether it was ours, and our end has been closed meanwhile; anybody on this machine can connect to a port
     */
    boolean closeUnclaimed(TcpState state) {
        if (claimed) {
            return false;
        }
        boolean isAbandoned = !state.isEstablished(socket);
        Descriptors.close(socket);
        return isAbandoned;
    }
}
