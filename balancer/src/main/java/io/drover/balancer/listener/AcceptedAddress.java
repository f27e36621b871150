/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import io.drover.core.scheduling.ClientKey;
import io.netty.channel.unix.Socket;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The client's address as {@link Socket#accept(byte[])} leaves it: its length, then the address (4 bytes, or 16 and a
 * 4-byte scope), then the port. Reused from connection to connection.
 *
 * <p>Threading: owned by the acceptor thread.
 */
final class AcceptedAddress {
    private static final int IPV4_LENGTH = 8;

    private final byte[] bytes = new byte[26];
    private final boolean unix;
    private long sequence;

    AcceptedAddress(boolean unix) {
        this.unix = unix;
    }

    byte[] bytes() {
        return bytes;
    }

    long clientKey() {
        if (unix) {
            return ClientKey.ofSequence(++sequence);
        }
        return bytes[0] == IPV4_LENGTH ? ClientKey.ofIpv4(bytes, 1) : ClientKey.ofIpv6(bytes, 1);
    }

    /** Returns the key of a connection that was accepted earlier, by asking the kernel for its address. */
    long clientKeyOf(int fd) {
        @Nullable InetSocketAddress remote = unix ? null : new Socket(fd).remoteAddress();
        if (remote == null) {
            return ClientKey.ofSequence(++sequence);
        }
        return ClientKey.of(remote.getAddress().getAddress());
    }
}
