/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.sockets;

import io.drover.worker.agent.instrument.SocketHook;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;

/**
 * Whether clients still wait for an answer, as far as the kernel's books tell (tcp(7), TCP_INFO): on a connection whose
 * last bytes came from the client, or which was busy a moment ago. Nobody here knows the application's protocol.
 *
 * <p>Threading: confined to one thread.
 */
public final class PendingRequests {
    /** An answer in several writes, or the next of several requests, comes sooner than that. */
    private static final int QUIET_MS = 200;

    private final SocketHook hook;
    private final EpollTcpInfo info = new EpollTcpInfo();

    public PendingRequests(SocketHook hook) {
        this.hook = hook;
    }

    /** Tells whether there is any. */
    public boolean any() {
        for (int fd : hook.connections()) {
            if (isPending(fd)) {
                return true;
            }
        }
        return false;
    }

    private boolean isPending(int fd) {
        try {
            // Only a way to getsockopt(2): the channel is never registered, and never closed.
            new EpollSocketChannel(fd).tcpInfo(info);
        } catch (ChannelException | IllegalStateException e) {
            // Closed meanwhile.
            return false;
        }
        return info.lastDataRecv() < info.lastDataSent()
                || Math.min(info.lastDataRecv(), info.lastDataSent()) < QUIET_MS;
    }
}
