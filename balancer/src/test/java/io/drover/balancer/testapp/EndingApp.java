/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.testapp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A server that says "begun" to each client, and then does what a byte from it says: q closes in order, e does the same
 * and ends at once with exit status 0. It listens at PORT, or at the unix socket of its argument, and prints
 * "up" when it does.
 */
public final class EndingApp {
    private EndingApp() {}

    public static void main(String... args) throws IOException {
        try (ServerSocketChannel listening = listen(args)) {
            System.out.println("up");
            while (true) {
                serve(listening.accept());
            }
        }
    }

    private static ServerSocketChannel listen(String... args) throws IOException {
        if (args.length > 0) {
            return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(args[0]));
        }
        int port = Integer.parseInt(System.getenv("PORT"));
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static void serve(SocketChannel client) {
        byte said = 0;
        try (client) {
            client.write(ByteBuffer.wrap("begun\n".getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer order = ByteBuffer.allocate(1);
            said = client.read(order) == 1 ? order.get(0) : 0;
        } catch (IOException e) {
            // A check.
        }
        if (said == 'e') {
            Runtime.getRuntime().halt(0);
        }
    }
}
