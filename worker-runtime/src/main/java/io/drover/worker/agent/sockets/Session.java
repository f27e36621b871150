/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.sockets;

import io.drover.worker.control.ControlClient;
import java.io.IOException;

/** This worker's membership in the cluster, as its sockets need it. Safe from any thread. */
public interface Session {
    /**
     * Returns the connection to the primary; waits for it where the worker has not joined yet.
     *
     * @throws IOException when the primary can't be reached or refuses this worker
     */
    ControlClient control() throws IOException;

    /** The application listens. */
    void listening();
}
