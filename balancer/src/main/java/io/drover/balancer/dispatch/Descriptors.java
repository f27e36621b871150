/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import io.netty.channel.ChannelException;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.util.function.Supplier;

/** Bare descriptors, which nobody but their owner closes. */
public final class Descriptors {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(Descriptors.class);

    private Descriptors() {}

    /**
     * Opens a socket.
     *
     * @param opening the call that makes it
     * @throws IOException where there is no descriptor or no memory for it, which the transport tells by an unchecked
     *     exception
     */
    public static <S extends Socket> S open(Supplier<S> opening) throws IOException {
        try {
            return opening.get();
        } catch (ChannelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Closes a descriptor. An error is not passed on: close(2) has released the descriptor all the same. */
    public static void close(int fd) {
        close(new FileDescriptor(fd));
    }

    /** Closes a connection with a reset: its client learns that it was not served, and can try elsewhere. */
    public static void reset(Socket connection) {
        try {
            connection.setSoLinger(0);
        } catch (IOException e) {
            LOG.debug("the client gets an orderly end", e);
        }
        close(connection);
    }

    /** Closes a descriptor, once. An error is not passed on: close(2) has released it all the same. */
    public static void close(FileDescriptor fd) {
        try {
            fd.close();
        } catch (IOException e) {
            LOG.debug("close failed", e);
        }
    }
}
