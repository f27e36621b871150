/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the kernel has booked on a process, from proc(5).
 *
 * @param cpuSeconds user and system time of all its threads
 * @param endedChildrenCpuSeconds the same of its children that have ended and were waited for
 */
public record ProcStat(double cpuSeconds, double endedChildrenCpuSeconds) {
    /** USER_HZ, in which proc(5) counts: 100 on every architecture that a JVM runs on, whatever the kernel's own tick. */
    private static final double TICKS_PER_SECOND = 100;

    // Fields 14 to 17 of /proc/PID/stat, counted from the one behind the command, which is field 3.
    private static final int USER = 14 - 3;
    private static final int SYSTEM = 15 - 3;
    private static final int CHILDREN_USER = 16 - 3;
    private static final int CHILDREN_SYSTEM = 17 - 3;

    /** Reads it for this process. */
    public static ProcStat ofSelf() throws IOException {
        return parse(Files.readString(Path.of("/proc/self/stat")));
    }

    /** Reads it for any process. */
    public static ProcStat of(long pid) throws IOException {
        return parse(Files.readString(Path.of("/proc/" + pid + "/stat")));
    }

    static ProcStat parse(String stat) {
        // The command may contain blanks and parentheses, but nothing behind it does.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcStat(
                seconds(fields[USER], fields[SYSTEM]), seconds(fields[CHILDREN_USER], fields[CHILDREN_SYSTEM]));
    }

    private static double seconds(String user, String system) {
        return (Long.parseLong(user) + Long.parseLong(system)) / TICKS_PER_SECOND;
    }

    /** Reads how much memory a process keeps resident. */
    public static long residentKilobytes(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IOException(status + ": no VmRSS (expected: a live process)"));
    }
}
