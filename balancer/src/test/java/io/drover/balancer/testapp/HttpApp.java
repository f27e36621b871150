/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.testapp;

import io.drover.worker.WorkerRuntime;
import io.drover.worker.http.Http2Drain;
import io.drover.worker.http.HttpDrain;
import io.drover.worker.http.HttpWorker;
import io.drover.worker.http.RequestDecoder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.io.IOException;

/** An application that leaves the end of its connections to the runtime's handlers, and knows nothing of drains. */
public final class HttpApp {
    private static final int MAX_BODY_BYTES = 1 << 20;

    /** What it speaks. */
    public enum Protocol {
        /** Behind the runtime's decoder: connections can be handed back. */
        HTTP_1,
        /** Behind Netty's own codec: connections are closed. */
        HTTP_1_CLOSING,
        /** With prior knowledge (RFC 9113 section 3.3). */
        HTTP_2
    }

    private HttpApp() {}

    /**
     * Serves on a free port.
     *
     * @param args the {@link Protocol}
     */
    public static void main(String... args) throws IOException, InterruptedException {
        Protocol protocol = Protocol.valueOf(args[0]);
        try (WorkerRuntime runtime = WorkerRuntime.join()) {
            runtime.listen(0, new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(SocketChannel channel) {
                    setUp(channel, protocol, runtime);
                }
            });
            runtime.awaitTermination();
        }
    }

    private static void setUp(Channel channel, Protocol protocol, WorkerRuntime runtime) {
        HttpWorker worker = HttpWorker.of(runtime);
        switch (protocol) {
            case HTTP_1 -> {
                RequestDecoder decoder = new RequestDecoder();
                channel.pipeline().addLast(decoder, new HttpResponseEncoder(), new HttpDrain(worker, decoder));
                channel.pipeline().addLast(new HttpObjectAggregator(MAX_BODY_BYTES), new HttpAppHandler(runtime));
            }
            case HTTP_1_CLOSING ->
                channel.pipeline()
                        .addLast(
                                new HttpServerCodec(),
                                new HttpDrain(worker),
                                new HttpObjectAggregator(MAX_BODY_BYTES),
                                new HttpAppHandler(runtime));
            case HTTP_2 ->
                channel.pipeline()
                        .addLast(
                                Http2FrameCodecBuilder.forServer().build(),
                                new Http2MultiplexHandler(new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel stream) {
                                        stream.pipeline()
                                                .addLast(
                                                        new Http2StreamFrameToHttpObjectCodec(true),
                                                        new HttpObjectAggregator(MAX_BODY_BYTES),
                                                        new HttpAppHandler(runtime));
                                    }
                                }),
                                new Http2Drain(worker));
        }
    }
}
