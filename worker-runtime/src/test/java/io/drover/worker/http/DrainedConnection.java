/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.http;

import io.drover.worker.drain.DrainStarted;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection with an {@link HttpDrain}, and an application that answers when the test says so. */
final class DrainedConnection {

    /** What stands before the handler. */
    enum Codec {
        TELLING,
        NETTYS
    }

    final TestWorker worker;
    private final Application application = new Application();
    private final TwoWayChannel channel;

    DrainedConnection(Codec codec) {
        this(codec, new TestWorker());
    }

    private DrainedConnection(Codec codec, TestWorker worker) {
        this.worker = worker;
        this.channel = new TwoWayChannel();
        if (codec == Codec.TELLING) {
            RequestDecoder decoder = new RequestDecoder();
            channel.pipeline().addLast(decoder, new HttpResponseEncoder(), new HttpDrain(worker, decoder), application);
        } else {
            channel.pipeline().addLast(new HttpServerCodec(), new HttpDrain(worker), application);
        }
        channel.runPendingTasks();
    }

    static DrainedConnection madeInDrain() {
        TestWorker draining = new TestWorker();
        draining.draining = true;
        return new DrainedConnection(Codec.NETTYS, draining);
    }

    /** Delivers what one read would, and returns what was written to the client meanwhile. */
    String send(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
        return received();
    }

    String answer() {
        return write(full(HttpResponseStatus.OK, "ok"));
    }

    String write(HttpObject message) {
        channel.writeOutbound(message);
        return received();
    }

    /** Writes without a flush: what is written stays in this process. */
    void writeOnly(HttpObject message) {
        channel.write(message);
    }

    static FullHttpResponse full(HttpResponseStatus status, String body) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(body, StandardCharsets.US_ASCII));
        if (status.equals(HttpResponseStatus.OK)) {
            response.headers().set("content-length", body.length());
        }
        return response;
    }

    void answerAtOnce() {
        application.answersAtOnce = true;
    }

    void drain() {
        worker.draining = true;
        fire(DrainStarted.INSTANCE);
    }

    void fire(Object event) {
        channel.pipeline().fireUserEventTriggered(event);
        channel.runPendingTasks();
    }

    void after(long ms) {
        channel.advance(ms);
    }

    /** Returns the targets of the requests that have reached the application. */
    List<String> taken() {
        return application.targets;
    }

    String body() {
        return application.body.toString();
    }

    int requests() {
        return worker.requestCount;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Tells whether the client sees an end after what it received. */
    boolean hasEnded() {
        return channel.isOutputShutdown() || !channel.isOpen();
    }

    private String received() {
        channel.runPendingTasks();
        StringBuilder received = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            received.append(part.toString(StandardCharsets.ISO_8859_1));
            part.release();
        }
        return received.toString();
    }

    private static final class Application extends SimpleChannelInboundHandler<HttpObject> {
        private final List<String> targets = new ArrayList<>();
        private final StringBuilder body = new StringBuilder();
        private boolean answersAtOnce;

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
            if (part instanceof HttpRequest head) {
                targets.add(head.uri());
            }
            if (part instanceof HttpContent content) {
                body.append(content.content().toString(StandardCharsets.ISO_8859_1));
            }
            if (answersAtOnce && part instanceof LastHttpContent) {
                ctx.writeAndFlush(full(HttpResponseStatus.OK, "ok"));
            }
        }
    }
}
