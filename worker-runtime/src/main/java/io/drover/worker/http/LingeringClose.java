/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection that the client did not ask to be closed, once what was written last is in the socket.
 *
 * <p>Such a client may be sending already. Were the socket closed with bytes unread, the kernel would send a reset, and
 * a reset makes the client's kernel discard what the client has not read yet: the answer. So only our direction ends
 * here, and what still comes in is to be read and dropped until the client closes (RFC 9112 section 9.6).
 *
 * <p>Threading: called on the connection's event loop.
 */
public final class LingeringClose implements ChannelFutureListener {
    /** The only instance. */
    public static final LingeringClose INSTANCE = new LingeringClose();

    /** How many milliseconds a client has that does not close. */
    public static final long MAX_LINGER_MS = 1_000;

    private LingeringClose() {}

    @Override
    public void operationComplete(ChannelFuture written) {
        Channel channel = written.channel();
        if (!written.isSuccess() || !(channel instanceof DuplexChannel duplex) || duplex.isInputShutdown()) {
            channel.close();
            return;
        }
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            duplex.shutdownOutput();
        } else {
            // An end without close_notify would be taken for an attack (RFC 8446 section 6.1).
            tls.closeOutbound().addListener(notified -> duplex.shutdownOutput());
        }
        channel.eventLoop().schedule(() -> channel.close(), MAX_LINGER_MS, TimeUnit.MILLISECONDS);
    }
}
