/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import io.drover.core.scheduling.ClientKey;
import io.netty.channel.unix.NativeInetAddress;
import io.netty.channel.unix.Socket;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The client's address as {@link Socket#accept(byte[])} leaves it: its length, then the address (4 bytes, or 16 and a
 * 4-byte scope), then the port. Reused from connection to connection.
 *
 * <p>Threading: owned by the acceptor thread.
 */
public final class AcceptedAddress {
    private static final int IPV4_LENGTH = 8;

    private final byte[] bytes = new byte[26];
    private final boolean unix;
    private long sequence;

    /**
     * Makes one that holds none yet.
     *
     * @param unix whether connections come over a unix socket, and have no address
     */
    public AcceptedAddress(boolean unix) {
        this.unix = unix;
    }

    /** Returns what is to be given to accept. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the client's port; 0 where it has none. */
    public int port() {
        return unix ? 0 : NativeInetAddress.address(bytes, 1, bytes[0]).getPort();
    }

    /** Returns what sticky policies know the client by. */
    public long clientKey() {
        if (unix) {
            return ClientKey.ofSequence(++sequence);
        }
        return bytes[0] == IPV4_LENGTH ? ClientKey.ofIpv4(bytes, 1) : ClientKey.ofIpv6(bytes, 1);
    }

    /** Returns the key of a connection that was accepted earlier, by asking the kernel for its address. */
    public long clientKeyOf(int fd) {
        @Nullable InetSocketAddress remote = unix ? null : new Socket(fd).remoteAddress();
        if (remote == null) {
            return ClientKey.ofSequence(++sequence);
        }
        return ClientKey.of(remote.getAddress().getAddress());
    }
}
