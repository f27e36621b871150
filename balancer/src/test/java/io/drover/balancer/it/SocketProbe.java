/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A process of its own, without any library, that tries to talk to a unix socket and prints how far it got. */
final class SocketProbe {
    private SocketProbe() {}

    public static void main(String... args) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(args[0]))) {
            System.out.println("connected");
            System.out.println(channel.read(ByteBuffer.allocate(1)) < 0 ? "ended" : "spoken to");
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }
}
