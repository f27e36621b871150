/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.testapp;

import io.drover.worker.WorkerRuntime;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** HTTP/1.1, whatever kind of socket it comes over. */
@Sharable
final class AppPipeline extends ChannelInitializer<Channel> {
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final WorkerRuntime runtime;
    private final Routes routes;

    AppPipeline(WorkerRuntime runtime, Routes routes) {
        this.runtime = runtime;
        this.routes = routes;
    }

    @Override
    protected void initChannel(Channel channel) {
        AppDecoder decoder = new AppDecoder();
        channel.pipeline()
                .addLast(
                        decoder,
                        new HttpResponseEncoder(),
                        new HttpObjectAggregator(MAX_BODY_BYTES),
                        new AppHandler(routes, runtime, decoder));
    }
}
