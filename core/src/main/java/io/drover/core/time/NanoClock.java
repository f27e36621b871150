/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.time;

/** The only clock: monotonic, so that no change of the wall clock ends a worker. Tests move one by hand. */
@FunctionalInterface
public interface NanoClock {

    /** The clock of the machine. Written out, since the agent asks it before the first lambda is worth its price. */
    NanoClock SYSTEM = new NanoClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    };

    /** Returns the time in ns since some moment in the past; only differences mean anything. */
    long nanoTime();
}
