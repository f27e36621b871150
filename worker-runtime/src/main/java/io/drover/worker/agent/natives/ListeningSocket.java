/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives;

import io.drover.worker.agent.natives.io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A listening socket that the JDK knows nothing of.
 *
 * <p>Threading: safe from any thread; closed by one.
 */
public final class ListeningSocket implements AutoCloseable {
    private static final int BACKLOG = 1;

    /** For an address of IPv6 and how it is told; who connects is of no interest. */
    private static final int ADDRESS_BYTES = 26;

    private final int fd;

    private ListeningSocket(int fd) {
        this.fd = fd;
    }

    /** Listens on a path. */
    public static ListeningSocket unix(String path) throws IOException {
        ListeningSocket socket = new ListeningSocket(Descriptors.unixSocket());
        return socket.listening(Socket.bindDomainSocket(socket.fd, path.getBytes(StandardCharsets.UTF_8)));
    }

    /** Listens on a port of this address that nobody uses. */
    public static ListeningSocket tcp(Inet4Address address) throws IOException {
        ListeningSocket socket = new ListeningSocket(Descriptors.tcpSocketOfIpv4());
        return socket.listening(Socket.bind(socket.fd, false, mapped(address), 0, 0));
    }

    /** As the library wants it: ::ffff:127.0.0.1 (RFC 4291, section 2.5.5.2). */
    private static byte[] mapped(Inet4Address address) {
        return ByteBuffer.allocate(16)
                .putShort(10, (short) 0xffff)
                .put(12, address.getAddress())
                .array();
    }

    private ListeningSocket listening(int bound) throws IOException {
        boolean done = false;
        try {
            Descriptors.checked("bind", bound);
            Descriptors.checked("listen", Socket.listen(fd, BACKLOG));
            done = true;
            return this;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    /** Returns the port of one that listens on a port. */
    public int port() {
        byte[] encoded = Socket.localAddress(fd);
        // The port comes last, in four bytes.
        return ByteBuffer.wrap(encoded).getInt(encoded.length - Integer.BYTES);
    }

    /** Returns the descriptor of a connection that has been made; owned by the caller. */
    public int accept() throws IOException {
        return Descriptors.checked("accept", Socket.accept(fd, new byte[ADDRESS_BYTES]));
    }

    @Override
    public void close() {
        Descriptors.close(fd);
    }
}
