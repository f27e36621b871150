/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.dispatch.EphemeralPorts;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.SplittableRandom;

/**
 * Ports for programs that are told where to listen. They are none of those that the kernel gives to outgoing connections
 * (net.ipv4.ip_local_port_range, ip(7)), of which a relay has many: one of them would take the port before the program
 * does.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class LoopbackPorts {
    private static final int FIRST = 15_000;
    private static final int ATTEMPTS = 1000;

    private final SplittableRandom random = new SplittableRandom();

    /**
     * Returns a port that nobody listens on now. Somebody else may take it before the program does; then that fails, and
     * is started anew with another.
     *
     * @throws IOException when there is none
     */
    int free() throws IOException {
        int end = EphemeralPorts.ofThisMachine().first();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = end > FIRST ? random.nextInt(FIRST, end) : 0;
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(NetUtil.LOCALHOST4, port));
                return probe.getLocalPort();
            } catch (BindException e) {
                // Taken: another one.
            }
        }
        throw new IOException("no port is free between " + FIRST + " and " + end);
    }
}
