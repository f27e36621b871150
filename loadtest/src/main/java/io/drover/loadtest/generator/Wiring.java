/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import io.netty.channel.IoEventLoop;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the connections of a run have in common.
 *
 * @param plan what they do
 * @param address where to
 * @param requests direct, only read: as many copies of the request as can be under way on a connection, so that a
 *     pipeline is filled with one call
 * @param requestBytes of one copy
 * @param received direct, shared by all connections of the loop: nothing stays in it between two events
 * @param loop of all of them
 * @param outcomes is told what becomes of requests
 */
record Wiring(
        LoadPlan plan,
        InetSocketAddress address,
        ByteBuffer requests,
        int requestBytes,
        ByteBuffer received,
        IoEventLoop loop,
        Outcomes outcomes) {
    private static final int READ_BYTES = 64 * 1024;

    static Wiring of(LoadPlan plan, InetSocketAddress address, IoEventLoop loop, Outcomes outcomes) {
        byte[] request = plan.request().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer requests = ByteBuffer.allocateDirect(request.length * plan.pipeline());
        for (int i = 0; i < plan.pipeline(); i++) {
            requests.put(i * request.length, request);
        }
        return new Wiring(
                plan, address, requests, request.length, ByteBuffer.allocateDirect(READ_BYTES), loop, outcomes);
    }
}
