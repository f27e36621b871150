/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.http;

import io.netty.channel.Channel;

/** A worker whose drain and whose requests the test controls and sees. */
final class TestWorker implements HttpWorker {
    boolean draining;
    boolean othersTake;
    boolean refuses;
    int handedBackCount;
    int requestCount;

    @Override
    public boolean isDraining() {
        return draining;
    }

    @Override
    public boolean canHandBack() {
        return draining && othersTake;
    }

    @Override
    public boolean handBack(Channel channel) {
        if (!othersTake || refuses) {
            return false;
        }
        handedBackCount++;
        return true;
    }

    @Override
    public void countRequests(int count) {
        requestCount += count;
    }
}
