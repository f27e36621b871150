/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import io.netty.channel.ChannelException;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Asks the kernel how a TCP socket is doing: struct tcp_info of linux/tcp.h, see tcp(7).
 *
 * <p>Threading: owned by one event loop.
 */
public final class TcpState {
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;
    private static final int ESTABLISHED = 1;

    /** Where tcpi_unacked and tcpi_notsent_bytes stand; the first is as old as Linux 2.4, the second as 4.6. */
    private static final int UNACKED = 24;

    private static final int NOT_SENT = 144;
    private static final int LENGTH = NOT_SENT + Integer.BYTES;

    private final ByteBuffer info = ByteBuffer.allocateDirect(LENGTH).order(ByteOrder.nativeOrder());

    /** Makes one; its memory is used again for every question. */
    public TcpState() {}

    /** Tells whether the three-way handshake is over. */
    public boolean isEstablished(Socket socket) {
        return ask(socket) && info.get(0) == ESTABLISHED;
    }

    /** Tells whether the peer has yet to acknowledge bytes that it was sent; false where that can't be known. */
    public boolean isUnacknowledged(Socket socket) {
        return ask(socket) && (info.getInt(UNACKED) > 0 || info.getInt(NOT_SENT) > 0);
    }

    /**
     * Returns how many connections wait to be accepted; -1 where that can't be known. Of a listening socket the kernel
     * tells that in place of bytes on their way, which is where ss(8) has its Recv-Q from.
     *
     * @param listening one that listens
     */
    public int queued(Socket listening) {
        return ask(listening) ? info.getInt(UNACKED) : -1;
    }

    private boolean ask(Socket socket) {
        try {
            info.clear();
            socket.getRawOpt(IPPROTO_TCP, TCP_INFO, info);
            return true;
        } catch (IOException | ChannelException e) {
            // One that is gone, or a unix socket, which has no such state.
            return false;
        }
    }
}
