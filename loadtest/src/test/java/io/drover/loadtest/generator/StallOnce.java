/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import java.util.concurrent.locks.LockSupport;

/** Makes a server stand still once, for all of its connections. */
final class StallOnce implements Runnable {
    private final int afterRequests;
    private final long stallNs;
    private int requests;

    StallOnce(int afterRequests, long stallMs) {
        this.afterRequests = afterRequests;
        this.stallNs = stallMs * 1_000_000;
    }

    @Override
    public synchronized void run() {
        if (++requests == afterRequests) {
            long endNs = System.nanoTime() + stallNs;
            while (System.nanoTime() < endNs) {
                LockSupport.parkNanos(endNs - System.nanoTime()); // holds the lock: all others wait as well
            }
        }
    }
}
