/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Socket;

/** Netty's native sockets, for tests in this process. */
public final class NativeTransport {
    private NativeTransport() {}

    /** Loads them as the primary does; a second call does nothing. */
    public static void load() {
        Epoll.ensureAvailability();
        Socket.initialize();
    }
}
