/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.sockets;

import io.drover.core.control.Endpoint;

/** A listening socket of the application that the cluster stands behind. */
final class SharedSocket {
    private final int fd;
    private final Endpoint wanted;
    private final int listenerId;
    private final boolean isLane;
    private final KeptOptions options;

    /**
     * Describes one.
     *
     * @param fd number of the application's descriptor, which the application closes
     * @param wanted what the application bound
     * @param listenerId the primary's name for it
     * @param isLane whether connections are passed to it, and not accepted
     * @param options those of the socket that the application has bound
     */
    SharedSocket(int fd, Endpoint wanted, int listenerId, boolean isLane, KeptOptions options) {
        this.fd = fd;
        this.wanted = wanted;
        this.listenerId = listenerId;
        this.isLane = isLane;
        this.options = options;
    }

    int fd() {
        return fd;
    }

    Endpoint wanted() {
        return wanted;
    }

    int listenerId() {
        return listenerId;
    }

    boolean isLane() {
        return isLane;
    }

    KeptOptions options() {
        return options;
    }
}
