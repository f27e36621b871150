/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process may use of the machine.
 *
 * @param cores processors, at least 1
 * @param memoryBytes memory, at least 1
 */
public record MachineResources(int cores, long memoryBytes) {
    public MachineResources {
        if (cores < 1 || memoryBytes < 1) {
            throw new IllegalArgumentException("resources: " + cores + " cores, " + memoryBytes
                    + " bytes of memory (expected: at least 1 of each)");
        }
    }

    /** Asks the JVM, which honours the quotas of cgroups v1 and v2, cpusets and the affinity of the process. */
    public static MachineResources detect() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new MachineResources(Runtime.getRuntime().availableProcessors(), system.getTotalMemorySize());
    }
}
