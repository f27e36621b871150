/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.util.List;

/**
 * Which processes belong to a session, setsid(2). Only a process that makes a session of its own leaves it, and no pid is
 * given out anew as long as a session has it for its id.
 */
final class ProcessSession {
    private ProcessSession() {}

    /** Returns those that run. */
    static List<ProcessHandle> members(long session) {
        return ProcessStat.all().stream()
                .filter(stat -> stat.session() == session && stat.isRunning())
                .flatMap(stat -> ProcessHandle.of(stat.pid()).stream())
                .toList();
    }

    /** Tells whether a process has not ended, whether or not its parent has asked how. */
    static boolean isRunning(ProcessHandle process) {
        ProcessStat stat = ProcessStat.of(process.pid());
        return stat != null && stat.isRunning() && process.isAlive();
    }
}
