/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import io.drover.worker.http.HttpDrain;
import io.drover.worker.http.HttpWorker;
import io.drover.worker.http.RequestDecoder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.stream.ChunkedWriteHandler;

/**
 * Sets up a connection for HTTP/1.
 *
 * <p>Threading: shared by all event loops.
 */
final class HttpPipeline extends ChannelInitializer<Channel> {
    private final Routes routes;
    private final HttpWorker worker;

    HttpPipeline(Routes routes, HttpWorker worker) {
        this.routes = routes;
        this.worker = worker;
    }

    @Override
    protected void initChannel(Channel channel) {
        // A client that has sent its last request and ended its direction still gets the answer.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        RequestDecoder decoder = new RequestDecoder();
        channel.pipeline()
                // Not HttpServerCodec: it does not tell whether a connection can be handed back, and takes a 100
                // (Continue) for the answer of the request, so that it loses count of which answer is to a HEAD.
                .addLast(decoder)
                .addLast(new HttpResponseEncoder())
                .addLast(new HttpDrain(worker, decoder))
                // Lets everything pass but a body that is streamed.
                .addLast(new ChunkedWriteHandler())
                .addLast(new HttpExchangeHandler(routes));
    }
}
