/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of a process; read from proc(5). */
final class ProcessMemory {
    private static final String RESIDENT = "VmRSS:";

    private ProcessMemory() {}

    /** Returns how much of it is resident, or 0 for one that is gone. */
    static long residentBytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith(RESIDENT)) {
                    String number = line.substring(RESIDENT.length()).trim().replace(" kB", "");
                    return Long.parseLong(number) * 1024;
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Gone, or a zombie, which has no memory.
        }
        return 0;
    }
}
