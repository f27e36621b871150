/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import io.drover.balancer.dispatch.Descriptors;
import io.netty.channel.unix.DomainSocketAddress;
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
    private StaleSocketFile() {}

    static void remove(String path) throws IOException {
        Path file = Path.of(path);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) || !isSocket(file)) {
            return;
        }
        Socket probe = Socket.newSocketDomain();
        try {
            probe.connect(new DomainSocketAddress(path));
        } catch (ConnectException e) {
            Files.deleteIfExists(file);
        } finally {
            Descriptors.close(probe);
        }
    }

    private static boolean isSocket(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther();
    }
}
