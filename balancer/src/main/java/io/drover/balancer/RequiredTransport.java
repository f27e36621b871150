/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer;

import io.drover.core.limits.NativeFolder;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Socket;

/** Netty's native epoll transport, without which there is no primary. */
final class RequiredTransport {
    private RequiredTransport() {}

    /**
     * Loads it.
     *
     * @throws UnsupportedSystemException where that can't be done
     */
    static void load() {
        if (!Epoll.isAvailable()) {
            Throwable cause = Epoll.unavailabilityCause();
            String fault = NativeFolder.fault(NativeFolder.path(), NativeFolder.PRIMARY_OPTIONS);
            throw new UnsupportedSystemException(fault == null ? system(cause) : fault, cause);
        }
        Socket.initialize();
    }

    private static String system(Throwable cause) {
        return "system: " + System.getProperty("os.name") + " on " + System.getProperty("os.arch")
                + " (expected: Linux on x86-64 or aarch64, with Netty's native epoll transport; " + cause.getMessage()
                + ")";
    }
}
