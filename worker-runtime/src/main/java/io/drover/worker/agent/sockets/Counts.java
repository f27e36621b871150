/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.sockets;

/** The counts of passed connections that the primary sees. Safe from any thread. */
public interface Counts {
    /** Counts a connection as taken, before anything else is done with it. */
    void received();

    /** Counts a connection as closed. */
    void closed();
}
