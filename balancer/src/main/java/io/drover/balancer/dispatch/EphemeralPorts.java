/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The ports that the kernel chooses for clients: ip_local_port_range of ip(7).
 *
 * @param first of them
 * @param last of them
 */
public record EphemeralPorts(int first, int last) {
    private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final EphemeralPorts USUAL = new EphemeralPorts(32_768, 60_999);

    /** Returns those of this machine; the usual ones where it does not tell. */
    public static EphemeralPorts ofThisMachine() {
        try {
            String[] range = Files.readString(RANGE).strip().split("\\s+", -1);
            return new EphemeralPorts(Integer.parseInt(range[0]), Integer.parseInt(range[1]));
        } catch (IOException | RuntimeException e) {
            return USUAL;
        }
    }

    /** Tells whether a client may get that one. */
    public boolean contains(int port) {
        return port >= first && port <= last;
    }
}
