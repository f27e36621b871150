/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection after a last answer that the client did not ask to be the last, once that answer is written.
 *
 * <p>Such a client may be sending already. Were the socket closed with bytes unread, the kernel would send a reset, and
 * a reset makes the client's kernel discard what the client has not read yet: the answer. So only our direction ends
 * here, and what still comes in is read and dropped until the client closes (RFC 9112 section 9.6).
 *
 * <p>Threading: called on the connection's event loop.
 */
final class LingeringClose implements ChannelFutureListener {
    static final LingeringClose INSTANCE = new LingeringClose();

    /** For clients that don't close. */
    static final long MAX_LINGER_MS = 1_000;

    private LingeringClose() {}

    @Override
    public void operationComplete(ChannelFuture written) {
        Channel channel = written.channel();
        if (written.isSuccess() && channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
            channel.eventLoop().schedule(() -> channel.close(), MAX_LINGER_MS, TimeUnit.MILLISECONDS);
        } else {
            channel.close();
        }
    }
}
