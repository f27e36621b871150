/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

/**
 * Where the lines go that workers print.
 *
 * <p>Threading: called on the threads that read the workers' output.
 */
@FunctionalInterface
public interface OutputSink {

    /**
     * A worker has printed a line.
     *
     * @param slot of the worker
     * @param isError whether it came on standard error
     * @param line without its end, in the worker's own encoding
     */
    void onLine(int slot, boolean isError, byte[] line);
}
