/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import io.drover.balancer.dispatch.Descriptors;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A unix socket's file outlives a process that was killed, and bind(2) then fails for ever. Nobody listening behind it
 * is what tells it from one in use.
 */
final class StaleSocketFile {
    private static final int EADDRINUSE = 98;

    private StaleSocketFile() {}

    /**
     * Makes way for a socket at that path.
     *
     * @throws IOException when there is anything but the file of a socket that nobody listens on. It must be refused
     *     here: the transport unlinks whatever is there before it binds.
     */
    static void remove(String path) throws IOException {
        Path file = Path.of(path);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!isSocket(file)) {
            throw Errors.newIOException("bind", -EADDRINUSE);
        }
        Socket probe = Descriptors.open(Socket::newSocketDomain);
        try {
            probe.connect(new DomainSocketAddress(path));
        } catch (ConnectException e) {
            Files.deleteIfExists(file);
            return;
        } finally {
            Descriptors.close(probe);
        }
        throw Errors.newIOException("bind", -EADDRINUSE);
    }

    private static boolean isSocket(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther();
    }
}
