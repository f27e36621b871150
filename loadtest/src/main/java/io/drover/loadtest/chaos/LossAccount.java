/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

/**
 * Weighs the requests that failed when a worker died against the connections that it had received and not closed by
 * then: only those may be lost with it.
 *
 * <p>Threading: confined to the scenario's thread.
 */
final class LossAccount {
    private long deaths;
    private long failed;
    private long held;
    private long unaccounted;

    /**
     * Adds a death.
     *
     * @param failures that occurred from the death on
     * @param heldConnections that the worker had received and not closed
     */
    void add(long failures, long heldConnections) {
        deaths++;
        failed += failures;
        held += heldConnections;
        // Death by death: what one worker held explains no failure at the death of another.
        unaccounted += Math.max(0, failures - heldConnections);
    }

    long deaths() {
        return deaths;
    }

    long failed() {
        return failed;
    }

    long held() {
        return held;
    }

    /** Returns how many failures no dead worker explains, given all failures that there were. */
    long unaccounted(long allFailures) {
        return unaccounted + Math.max(0, allFailures - failed);
    }
}
