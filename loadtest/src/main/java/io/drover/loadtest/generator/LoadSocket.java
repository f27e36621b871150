/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import io.netty.channel.epoll.LinuxSocket;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Opens the sockets of the generator. */
final class LoadSocket {
    private static final int IPPROTO_IP = 0;
    private static final int IP_BIND_ADDRESS_NO_PORT = 24;
    private static final byte[] FIRST_SOURCE = {127, 0, 0, 2};
    private static final int BYTE = 0xff;

    private LoadSocket() {}

    /**
     * Opens one and begins to connect.
     *
     * @param source index of the address that the connection comes from, -1 for the one that the kernel chooses
     */
    static LinuxSocket connect(InetSocketAddress address, int source) throws IOException {
        LinuxSocket socket = LinuxSocket.newSocketStream(address.getAddress() instanceof Inet6Address);
        try {
            if (source >= 0) {
                // The port is chosen by connect(2): by then the other end is known, and ports are not used up (ip(7)).
                socket.setIntOpt(IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1);
                socket.bind(new InetSocketAddress(source(source), 0));
            }
            socket.connect(address);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Returns 127.0.0.2 and those behind it: all of 127.0.0.0/8 is this machine. */
    static InetAddress source(int index) throws IOException {
        byte[] bytes = FIRST_SOURCE.clone();
        int low = (((bytes[2] & BYTE) << 8) | bytes[3]) + index;
        bytes[2] = (byte) (low >> 8);
        bytes[3] = (byte) low;
        return InetAddress.getByAddress(bytes);
    }
}
