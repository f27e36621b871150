/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.core.scheduling.ClientKey;
import io.netty.channel.ChannelException;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The addresses of a client's connection, asked of the kernel; null where they are no addresses of TCP. */
final class ClientAddress {
    /** See socket(7). */
    private static final int SOL_SOCKET = 1;

    private static final int SO_DOMAIN = 39;
    private static final int AF_UNIX = 1;

    private ClientAddress() {}

    /** Returns the client's end. */
    static @Nullable InetSocketAddress remote(Socket socket) {
        return isUnix(socket) ? null : socket.remoteAddress();
    }

    /** Returns our end. */
    static @Nullable InetSocketAddress local(Socket socket) {
        return isUnix(socket) ? null : socket.localAddress();
    }

    /** Returns what sticky policies know a client by. */
    static long keyOf(InetSocketAddress client) {
        return ClientKey.of(client.getAddress().getAddress());
    }

    /** The transport makes addresses of TCP out of whatever name a unix socket has. */
    static boolean isUnix(Socket socket) {
        ByteBuffer family = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
        try {
            socket.getRawOpt(SOL_SOCKET, SO_DOMAIN, family);
            return family.getInt(0) == AF_UNIX;
        } catch (IOException | ChannelException e) {
            // Gone: it has no address any more either.
            return true;
        }
    }
}
