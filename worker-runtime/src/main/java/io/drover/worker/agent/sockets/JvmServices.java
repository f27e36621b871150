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

    /** Tells whether one of them is calling, and not an application that one of them has called. */
    static boolean areCalling() {
        ClassLoader own = JvmServices.class.getClassLoader();
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.dropWhile(
                                frame -> frame.getDeclaringClass().getClassLoader() == own)
                        .takeWhile(
                                frame -> frame.getDeclaringClass().getModule().isNamed())
                        .anyMatch(frame -> PACKAGES.stream().anyMatch(frame.getClassName()::startsWith)));
    }
}
