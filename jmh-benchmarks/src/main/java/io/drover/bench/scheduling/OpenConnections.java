/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.scheduling;

/**
 * A fixed number of open connections: with each new one another ends, and which one is as good as random.
 *
 * <p>Threading: owned by the measuring thread.
 */
final class OpenConnections {
    /** Few enough that no worker gets more than its lane takes (128), as no worker here ever reads. */
    private static final int PER_WORKER = 8;

    private final int[] workers;

    /**
     * Opens some connections to every worker.
     *
     * @param workerCount a power of two, so that an index into the array is a mask and no division
     */
    OpenConnections(int workerCount) {
        workers = new int[PER_WORKER * workerCount];
        for (int connection = 0; connection < workers.length; connection++) {
            workers[connection] = connection % workerCount;
        }
    }

    int count() {
        return workers.length;
    }

    int worker(int connection) {
        return workers[connection];
    }

    /** Replaces a connection by a new one and returns the worker that had the old one. */
    int replace(long clientKey, int newWorker) {
        int connection = (int) clientKey & (workers.length - 1);
        int oldWorker = workers[connection];
        workers[connection] = newWorker;
        return oldWorker;
    }
}
