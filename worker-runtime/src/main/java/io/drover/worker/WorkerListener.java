/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker;

import java.net.SocketAddress;

/**
 * An address the application listens on.
 *
 * <p>Threading: safe from any thread.
 */
public interface WorkerListener extends AutoCloseable {

    /** Returns the address it is bound to, with the real port where 0 was asked for. */
    SocketAddress localAddress();

    /**
     * Takes no more connections here. Other workers go on with the address, and open connections with their work. Safe
     * to call twice.
     */
    @Override
    void close();
}
