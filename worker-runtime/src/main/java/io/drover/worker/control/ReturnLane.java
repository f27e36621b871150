/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.control;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The way back to the primary for connections of one listener.
 *
 * <p>Threading: owned by the control loop; safe from any thread: {@link #send}.
 */
public final class ReturnLane {
    /** While the kernel's queue between us and the primary is full. */
    private static final int RETRY_MS = 1;

    private final EventLoop loop;
    private final Channel channel;

    /** Sends by itself: a channel closes when more descriptors are under way than the kernel's queue holds. */
    private final Socket socket;

    ReturnLane(EventLoop loop, Channel channel) {
        this.loop = loop;
        this.channel = channel;
        this.socket = new Socket(((UnixChannel) channel).fd().intValue());
    }

    /**
     * Gives a connection back.
     *
     * @param fd which stays owned by the caller, who is to close it when it has been sent
     * @param sent told on the control loop whether it was
     */
    public void send(int fd, Consumer<Boolean> sent) {
        loop.execute(() -> trySend(fd, sent));
    }

    private void trySend(int fd, Consumer<Boolean> sent) {
        try {
            if (!channel.isOpen()) {
                sent.accept(false);
            } else if (socket.sendFd(fd) >= 0) {
                sent.accept(true);
            } else {
                loop.schedule(() -> trySend(fd, sent), RETRY_MS, TimeUnit.MILLISECONDS);
            }
        } catch (IOException e) {
            sent.accept(false);
        }
    }
}
