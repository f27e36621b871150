/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.SplittableRandom;

/** A port for tests that must know it before the cluster starts; others should listen on port 0. */
public final class FreePort {
    /** Below those that the kernel gives to clients and to port 0 (net.ipv4.ip_local_port_range). */
    private static final int FIRST = 15_000;

    /** Test JVMs that run at the same time have their own, or one would take what another has just found free. */
    private static final int PER_FORK = 5_000;

    private static final int FORK = Integer.getInteger("drover.it.fork", 1);

    private FreePort() {}

    /** Returns a port that nobody listens on now. */
    public static int find() {
        SplittableRandom random = new SplittableRandom();
        while (true) {
            int port = FIRST + (FORK - 1) % 3 * PER_FORK + random.nextInt(PER_FORK);
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(port));
                return port;
            } catch (java.net.BindException e) {
                // Taken: another one.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
