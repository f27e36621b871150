/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.handoff;

import io.drover.balancer.dispatch.Descriptors;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** What socketpair(2) does, which the transport does not offer: two unix stream sockets connected to each other. */
public final class SocketPair {
    /** Room for the address that accept(2) fills in. */
    private static final int ADDRESS_BYTES = 26;

    /** No longer than the name of the control socket: where that one fits into sun_path, these do. */
    private static final int NAME_CHARS = 8;

    private SocketPair() {}

    /**
     * Returns the two ends, both non-blocking.
     *
     * @param directory one that only this user can enter: nobody else can connect in between
     */
    public static Socket[] connect(Path directory) throws IOException {
        Path path = directory.resolve(UUID.randomUUID().toString().substring(0, NAME_CHARS));
        DomainSocketAddress address = new DomainSocketAddress(path.toFile());
        Socket listening = Descriptors.open(Socket::newSocketDomain);
        try {
            listening.bind(address);
            listening.listen(1);
            return connect(listening, address);
        } finally {
            Descriptors.close(listening);
            Files.deleteIfExists(path);
        }
    }

    private static Socket[] connect(Socket listening, DomainSocketAddress address) throws IOException {
        Socket one = Descriptors.open(Socket::newSocketDomain);
        try {
            one.connect(address);
            int other = listening.accept(new byte[ADDRESS_BYTES]);
            if (other < 0) {
                throw new IOException(
                        "lane: no connection on " + address.path() + " (expected: one at once, see unix(7))");
            }
            return new Socket[] {one, new Socket(other)};
        } catch (IOException e) {
            Descriptors.close(one);
            throw e;
        }
    }
}
