/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

/** How many workers the user wants. */
public sealed interface WorkerCount {
    /** The largest cluster there can be. */
    int MAX = 256;

    /** One for each core, and no more than the memory holds. */
    record Auto() implements WorkerCount {}

    /** One for each core. */
    record EveryCore() implements WorkerCount {}

    /**
     * Just that many.
     *
     * @param count from 1 to {@link #MAX}
     */
    record Exactly(int count) implements WorkerCount {}

    /**
     * Fewer than there are cores.
     *
     * @param spared how many cores are left to others, 0 or more
     */
    record CoresExcept(int spared) implements WorkerCount {}

    /**
     * Returns the number this comes to; below 1 where more cores are to be spared than there are.
     *
     * @param memoryPerWorkerBytes what one worker is expected to need
     */
    default int on(MachineResources machine, long memoryPerWorkerBytes) {
        if (this instanceof Exactly exactly) {
            return exactly.count();
        }
        if (this instanceof CoresExcept except) {
            return machine.cores() - except.spared();
        }
        int cores = Math.min(machine.cores(), MAX);
        if (this instanceof EveryCore) {
            return cores;
        }
        long fitting = machine.memoryBytes() / memoryPerWorkerBytes;
        return (int) Math.max(1, Math.min(cores, fitting));
    }
}
