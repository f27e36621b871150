/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.sockets;

import io.drover.core.control.ControlMessage.FetchDescriptor;
import io.drover.core.control.ControlStream;
import io.drover.core.control.WorkerEnvironment;
import io.drover.worker.agent.instrument.SocketHook;
import java.io.IOException;

/**
 * Gets the descriptor of a listener from the primary, over a connection of its own.
 *
 * <p>Threading: safe from any thread.
 */
public final class DescriptorFetch {
    /** The primary answers from an event loop that never waits; one that takes longer is gone or stopped. */
    private static final int ANSWER_TIMEOUT_MS = 30_000;

    private final WorkerEnvironment environment;
    private final SocketHook hook;

    /**
     * Makes one.
     *
     * @param environment says where the primary is, and who this worker is
     * @param hook through which that connection waits
     */
    public DescriptorFetch(WorkerEnvironment environment, SocketHook hook) {
        this.environment = environment;
        this.hook = hook;
    }

    /**
     * Fetches a descriptor and waits for it.
     *
     * @return owned by the caller
     * @throws IOException when the primary is gone or has closed the listener
     */
    int fetch(int listenerId) throws IOException {
        try (PrimarySocket primary = PrimarySocket.connect(environment.control(), hook)) {
            new ControlStream(primary)
                    .write(new FetchDescriptor(environment.workerId(), environment.token(), listenerId));
            int passed = primary.receive(ANSWER_TIMEOUT_MS);
            if (passed <= 0) {
                throw new IOException("primary: the listener is gone");
            }
            return passed;
        }
    }
}
