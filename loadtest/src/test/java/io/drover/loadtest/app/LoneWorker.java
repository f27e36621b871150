/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import io.drover.worker.http.HttpWorker;
import io.netty.channel.Channel;

/** A worker without others that could take its connections. */
final class LoneWorker implements HttpWorker {
    private volatile boolean draining; // written by the test, read by the loop

    void drain() {
        draining = true;
    }

    @Override
    public boolean isDraining() {
        return draining;
    }

    @Override
    public boolean canHandBack() {
        return false;
    }

    @Override
    public boolean handBack(Channel channel) {
        return false;
    }

    @Override
    public void countRequests(int count) {
        // Nobody asks.
    }
}
