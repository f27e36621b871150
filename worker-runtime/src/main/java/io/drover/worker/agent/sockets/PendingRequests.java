/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.sockets;

import io.drover.worker.agent.natives.Descriptors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Whether clients still wait for an answer, as far as the kernel's books tell (tcp(7), TCP_INFO): on a connection whose
 * last bytes came from the client, or which was busy a moment ago. Nobody here knows the application's protocol.
 *
 * <p>Threading: confined to one thread.
 */
public final class PendingRequests {
    /** An answer in several writes, or the next of several requests, comes sooner than that. */
    private static final int QUIET_MS = 200;

    /**
     * The kernel's times tick in jiffies, and some protocols answer a request with an acknowledgement at once and with
     * the answer later (TLS 1.3, HTTP/2). Where both sides spoke last within that time, nobody can tell who is to
     * speak; then it is the application's turn for a while.
     */
    private static final int INDISTINCT_MS = 12;

    private static final int QUIET_WHERE_INDISTINCT_MS = 3_000;

    /** IPPROTO_TCP and TCP_INFO; the fields of struct tcp_info, with their bytes from its start. */
    private static final int PROTOCOL = 6;

    private static final int OPTION = 11;
    private static final int STATE = 0;
    private static final int LAST_DATA_SENT_MS = 44;
    private static final int LAST_DATA_RECEIVED_MS = 52;
    private static final int DATA_SEGMENTS_IN = 152;
    private static final int DATA_SEGMENTS_OUT = 156;
    private static final int LENGTH = 160;

    /** TCP_CLOSE of linux/tcp_states.h: reset, so that nobody is there for an answer. */
    private static final byte CLOSED = 7;

    private final ByteBuffer info = ByteBuffer.allocate(LENGTH).order(ByteOrder.nativeOrder());

    /**
     * Tells whether there is any.
     *
     * @param connections descriptors; at any moment one may be closed, and its number be something else's
     */
    public boolean anyOn(int[] connections) {
        for (int fd : connections) {
            if (isPending(fd)) {
                return true;
            }
        }
        return false;
    }

    private boolean isPending(int fd) {
        try {
            Descriptors.option(fd, PROTOCOL, OPTION, info.array());
        } catch (IOException e) {
            // Closed meanwhile, or already the number of something that is no TCP socket.
            return false;
        }
        if (info.get(STATE) == CLOSED) {
            return false;
        }
        int sentMs = info.getInt(LAST_DATA_SENT_MS);
        int receivedMs = info.getInt(LAST_DATA_RECEIVED_MS);
        boolean isUnused = info.getInt(DATA_SEGMENTS_IN) == 0;
        boolean isFirst = !isUnused && info.getInt(DATA_SEGMENTS_OUT) == 0;
        int quietMs = Math.min(receivedMs, sentMs);
        if (isUnused || isFirst) {
            return isFirst;
        }
        boolean isIndistinct = Math.abs(receivedMs - sentMs) <= INDISTINCT_MS;
        return (receivedMs < sentMs && !isIndistinct)
                || quietMs < (isIndistinct ? QUIET_WHERE_INDISTINCT_MS : QUIET_MS);
    }
}
