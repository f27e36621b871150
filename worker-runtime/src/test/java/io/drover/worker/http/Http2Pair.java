/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.http;

import io.drover.worker.drain.DrainStarted;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;

/** A client and a server with an {@link Http2Drain}, whose bytes are carried to and fro until none are left. */
final class Http2Pair {
    final TestWorker worker = new TestWorker();
    final TwoWayChannel server = new TwoWayChannel();
    private final EmbeddedChannel client;
    private final Received atServer = new Received();
    private final Received atClient = new Received();
    private final List<ByteBuf> heldBack = new ArrayList<>();
    private boolean holds;

    Http2Pair() {
        server.pipeline().addLast(Http2FrameCodecBuilder.forServer().build(), new Http2Drain(worker), atServer);
        client = new EmbeddedChannel(Http2FrameCodecBuilder.forClient().build(), atClient);
        carry();
    }

    void drain() {
        worker.draining = true;
        server.pipeline().fireUserEventTriggered(DrainStarted.INSTANCE);
        carry();
    }

    void after(long ms) {
        server.advance(ms);
        carry();
    }

    /** Opens a stream, whose id is as expected: 3, 5, … */
    void request(int id) {
        Http2FrameStream stream = atClient.newStream();
        client.writeOutbound(new DefaultHttp2HeadersFrame(
                        new DefaultHttp2Headers().method("GET").path("/").scheme("http"), true)
                .stream(stream));
        if (stream.id() != id) {
            throw new AssertionError("stream: " + stream.id() + " (expected: " + id + ")");
        }
        carry();
    }

    /** Answers all streams that have reached the server. */
    void respond() {
        for (Http2FrameStream stream : atServer.streams) {
            server.writeOutbound(
                    new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("200"), true).stream(stream));
        }
        atServer.streams.clear();
        carry();
    }

    /** From here on what the client writes by itself, such as the answer to a ping, stays with it; requests go. */
    void holdBackClient() {
        holds = true;
    }

    void releaseClient() {
        holds = false;
        heldBack.forEach(server::writeInbound);
        heldBack.clear();
        carry();
    }

    List<Integer> goAways() {
        return atClient.goAways;
    }

    List<Long> errorCodes() {
        return atClient.errorCodes;
    }

    /** Returns the ids of the streams that were answered. */
    List<Integer> responses() {
        return atClient.streams.stream().map(Http2FrameStream::id).toList();
    }

    private void carry() {
        boolean carried = true;
        while (carried) {
            server.runPendingTasks();
            carried = false;
            for (ByteBuf bytes = server.readOutbound(); bytes != null; bytes = server.readOutbound()) {
                client.writeInbound(bytes);
                carried = true;
            }
            for (ByteBuf bytes = client.readOutbound(); bytes != null; bytes = client.readOutbound()) {
                carried = true;
                if (holds && isPingAck(bytes)) {
                    heldBack.add(bytes);
                } else {
                    server.writeInbound(bytes);
                }
            }
        }
    }

    /** By type and flag of the frame's head (RFC 9113 section 4.1). */
    private static boolean isPingAck(ByteBuf bytes) {
        return bytes.readableBytes() >= 9 && bytes.getByte(bytes.readerIndex() + 3) == 6;
    }

    private static final class Received extends Http2ChannelDuplexHandler {
        private final List<Integer> goAways = new ArrayList<>();
        private final List<Long> errorCodes = new ArrayList<>();
        private final List<Http2FrameStream> streams = new ArrayList<>();

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof Http2GoAwayFrame goAway) {
                goAways.add(goAway.lastStreamId());
                errorCodes.add(goAway.errorCode());
            } else if (message instanceof Http2HeadersFrame headers) {
                streams.add(headers.stream());
            }
            ReferenceCountUtil.release(message);
        }
    }
}
