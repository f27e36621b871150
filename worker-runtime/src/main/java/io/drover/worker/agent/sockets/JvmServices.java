/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.sockets;

import java.util.List;

/** What the JVM listens on for its own purposes: RMI and JMX. Each worker has its own, and a client wants a certain one. */
final class JvmServices {
    private static final List<String> PACKAGES =
            List.of("sun.rmi.", "sun.management.", "jdk.internal.agent.", "com.sun.jmx.");

    private JvmServices() {}

    /** Tells whether one of them is on the stack. */
    static boolean areCalling() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> PACKAGES.stream().anyMatch(frame.getClassName()::startsWith)));
    }
}
