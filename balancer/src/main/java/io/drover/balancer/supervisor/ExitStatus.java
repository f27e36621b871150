/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.util.Map;

/**
 * How a process ended.
 *
 * @param code as the JDK has it: 128 plus the signal for a process that a signal ended, as in a shell
 */
record ExitStatus(int code) {
    private static final int SIGNAL_BASE = 128;
    private static final int SIGTERM = 15;
    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 9, "SIGKILL", 11, "SIGSEGV",
            SIGTERM, "SIGTERM");

    /** Tells whether it ended by or after a SIGTERM: somebody wanted it to. */
    boolean isTermination() {
        return code == SIGNAL_BASE + SIGTERM;
    }

    @Override
    public String toString() {
        String signal = SIGNALS.get(code - SIGNAL_BASE);
        return signal == null ? "exit code " + code : signal + " (exit code " + code + ")";
    }
}
