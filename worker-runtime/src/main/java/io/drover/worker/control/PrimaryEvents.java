/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.control;

/** What the primary does to this worker. Called on the control loop. */
public interface PrimaryEvents {

    /**
     * The primary wants the worker drained.
     *
     * @param timeoutMs after that long the worker closes what is still open
     * @param takesBack whether it takes idle connections back, for others to serve
     */
    void onDrain(int timeoutMs, boolean takesBack);

    /**
     * The primary wants idle connections for another worker. One whose application can't tell which are idle gives none.
     *
     * @param count how many at most
     */
    default void onGiveBack(int count) {}

    /** The primary is gone: the control connection has ended. */
    void onPrimaryLost();
}
