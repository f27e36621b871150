/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;

/** Has a JVM print what its threads do, as it does on SIGQUIT; where it goes is its standard output. */
final class ThreadDump {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(ThreadDump.class);

    private ThreadDump() {}

    /** Asks for it; nothing comes from a process that is stopped. */
    static void request(long pid) {
        try {
            // Java itself can send SIGTERM and SIGKILL only.
            new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start();
        } catch (IOException e) {
            LOG.debug("no thread dump of process {}", pid, e);
        }
    }
}
