/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.process;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many descriptors this process, and what it starts, can have: a JVM raises its limit to the hard one. */
public final class DescriptorLimit {
    /** More would say nothing that these do not. */
    private static final int MOST_CONNECTIONS = 10_000;

    /** For all that is no connection: jars, logs, sockets to listen on, pipes. */
    private static final long OTHERS = 1_000;

    private DescriptorLimit() {}

    /** Returns how many connections a proxy can have at once, of two descriptors each; at most 10,000. */
    public static int relayedConnections() {
        return relayedConnections(descriptors());
    }

    static int relayedConnections(long limit) {
        return (int) Math.max(1, Math.min(MOST_CONNECTIONS, (limit - OTHERS) / 2));
    }

    /** Returns how many descriptors this process can have. */
    public static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 0;
    }
}
