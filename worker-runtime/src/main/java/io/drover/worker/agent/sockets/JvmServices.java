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

    /** Name of the agent's class loader, see its launcher. */
    private static final String OURS = "drover";

    private JvmServices() {}

    /**
     * Tells whether one of them is calling, and not an application that one of them has called: looks from the caller
     * of ours up, as long as the JDK calls itself. Asked at every bind, the first included, which is why it walks the
     * stack the plain way.
     */
    static boolean areCalling() {
        for (StackTraceElement frame : new Throwable().getStackTrace()) {
            if (OURS.equals(frame.getClassLoaderName())) {
                continue;
            }
            if (frame.getModuleName() == null) {
                return false;
            }
            if (isService(frame.getClassName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isService(String caller) {
        for (String each : PACKAGES) {
            if (caller.startsWith(each)) {
                return true;
            }
        }
        return false;
    }
}
