/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * A listening socket like the primary's, and clients for it.
 *
 * <p>Threading: owned by the measuring thread.
 */
public final class LoopbackListener implements AutoCloseable {
    private static final int BACKLOG = 128;

    static {
        // Else the first native call would fail, whatever it is.
        Epoll.ensureAvailability();
    }

    /** Room for the address that accept(2) fills in. */
    private final byte[] clientAddress = new byte[26];

    private final Socket listening;
    private final InetSocketAddress address;

    private LoopbackListener(Socket listening) {
        this.listening = listening;
        this.address = listening.localAddress();
    }

    /** Listens on a free port. */
    public static LoopbackListener bind() throws IOException {
        Socket listening = Socket.newSocketStream();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listening.listen(BACKLOG);
        return new LoopbackListener(listening);
    }

    /** Returns the socket, which stays owned by this. */
    public Socket socket() {
        return listening;
    }

    /** Returns where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** Returns the socket of a new client, as {@link #connectTo} does. */
    public Socket connect() throws IOException {
        return connectTo(address);
    }

    /** Returns a client's socket; its connection may still be about to be established. */
    public static Socket connectTo(SocketAddress address) throws IOException {
        Socket client = Socket.newSocketStream();
        // Closing resets: else every connection would leave a port in TIME_WAIT, and they run out within seconds.
        client.setSoLinger(0);
        client.connect(address);
        return client;
    }

    /** Waits for a connection and returns its descriptor. */
    public int accept() throws IOException {
        int fd = listening.accept(clientAddress);
        while (fd < 0) {
            Thread.onSpinWait();
            fd = listening.accept(clientAddress);
        }
        return fd;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
