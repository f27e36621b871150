/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.sockets;

import io.drover.core.control.ControlMessage;
import io.drover.core.control.Endpoint;
import java.io.IOException;

/**
 * This worker's membership in the cluster, as its sockets need it. Safe from any thread; what speaks to the primary waits
 * where the worker has not joined yet, and fails when the primary can't be reached or refuses this worker.
 */
public interface Session {
    /** Waits until this worker has joined, and its sockets can be exchanged. */
    void awaitMembership() throws IOException;

    /**
     * Asks for a listener and waits for the answer.
     *
     * @return {@link ControlMessage.Listening} or {@link ControlMessage.ListenFailed}
     */
    ControlMessage ask(Endpoint endpoint, int index, int backlog, int receiveBufferBytes) throws IOException;

    /** Tells the primary something. */
    void send(ControlMessage message) throws IOException;

    /** Returns what counts the connections that this worker has. */
    Counts counts();

    /** The application listens. */
    void listening() throws IOException;
}
