/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.netty.channel.unix.Socket;
import java.io.IOException;

/** How both sides of relayed connections are set up; see tcp(7). */
final class TcpOptions {
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_CORK = 3;
    private static final int TCP_KEEPIDLE = 4;
    private static final int TCP_KEEPINTVL = 5;
    private static final int TCP_KEEPCNT = 6;
    private static final int TCP_USER_TIMEOUT = 18;

    /** Well below the 300 s after which some networks forget a quiet connection. */
    private static final int KEEP_ALIVE_IDLE_S = 60;

    private static final int KEEP_ALIVE_INTERVAL_S = 10;
    private static final int KEEP_ALIVE_PROBES = 6;

    /**
     * While bytes are under way there are no probes. More than those would take, since it counts as well for a peer that
     * is alive and has paused.
     */
    private static final int USER_TIMEOUT_MS = 300_000;

    private TcpOptions() {}

    /**
     * Sets up a socket, or a listening one, from which accepted connections inherit all of it.
     *
     * @param isLocal whether the peer is on this machine, and can't vanish without a word
     */
    static void relay(Socket socket, boolean isLocal) throws IOException {
        // What comes in one piece goes on in one: who sent it has decided how to cut it.
        socket.setTcpNoDelay(true);
        if (!isLocal) {
            socket.setKeepAlive(true);
            socket.setIntOpt(IPPROTO_TCP, TCP_KEEPIDLE, KEEP_ALIVE_IDLE_S);
            socket.setIntOpt(IPPROTO_TCP, TCP_KEEPINTVL, KEEP_ALIVE_INTERVAL_S);
            socket.setIntOpt(IPPROTO_TCP, TCP_KEEPCNT, KEEP_ALIVE_PROBES);
            socket.setIntOpt(IPPROTO_TCP, TCP_USER_TIMEOUT, USER_TIMEOUT_MS);
        }
    }

    /** Has a socket keep back segments that are not full, for 200 ms at most, until its direction ends or off. */
    static void cork(Socket socket, boolean on) throws IOException {
        socket.setIntOpt(IPPROTO_TCP, TCP_CORK, on ? 1 : 0);
    }
}
