/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.netty.channel.ChannelException;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Asks the kernel who listens at the other end of a unix socket: SO_PEERCRED of unix(7).
 *
 * <p>Threading: owned by one relay loop.
 */
final class PeerCredentials {
    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERCRED = 17;

    /** Of struct ucred: pid, uid, gid. */
    private static final int LENGTH = 3 * Integer.BYTES;

    private final ByteBuffer credentials = ByteBuffer.allocateDirect(LENGTH).order(ByteOrder.nativeOrder());

    /** Returns the process that called listen(2); 0 where it can't be known, as in another pid namespace. */
    long pid(Socket socket) {
        try {
            credentials.clear();
            socket.getRawOpt(SOL_SOCKET, SO_PEERCRED, credentials);
            return credentials.getInt(0);
        } catch (IOException | ChannelException e) {
            return 0;
        }
    }
}
