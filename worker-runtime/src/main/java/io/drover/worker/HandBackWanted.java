/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker;

/**
 * The user event that goes through the pipelines of open connections when another worker has too few of them ({@code
 * --rebalance}), on the connection's event loop, one connection after the other until enough are given. A handler whose
 * connection is idle calls {@link WorkerRuntime#handBack}; all others ignore it. This worker serves on.
 */
public final class HandBackWanted {
    /** The only instance. */
    public static final HandBackWanted INSTANCE = new HandBackWanted();

    private HandBackWanted() {}

    @Override
    public String toString() {
        return "HandBackWanted";
    }
}
