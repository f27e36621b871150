/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.drain;

/**
 * The user event that goes through the pipeline of every open connection when the worker begins to drain, on the
 * connection's event loop. A handler that knows its protocol closes the connection if it is idle, and else as soon as
 * what is under way is done (HTTP/1: with {@code Connection: close}, RFC 9112 section 9.6). Connections that are still
 * open at the drain timeout are closed. {@code io.drover.worker.http} has handlers for HTTP.
 */
public final class DrainStarted {
    /** The only instance. */
    public static final DrainStarted INSTANCE = new DrainStarted();

    private DrainStarted() {}

    @Override
    public String toString() {
        return "DrainStarted";
    }
}
