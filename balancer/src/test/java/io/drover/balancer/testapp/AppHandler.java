/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.testapp;

import io.drover.worker.HandBackWanted;
import io.drover.worker.WorkerRuntime;
import io.drover.worker.drain.DrainStarted;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * One HTTP connection, without pipelining. A drain closes it when it is idle, or with its next answer;
 * where another worker wants it, it goes there when it is idle.
 *
 * <p>Threading: owned by the connection's event loop.
 */
final class AppHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    /** For a request that was sent before the client could know of the drain. */
    private static final int GRACE_MS = 300;

    private final Routes routes;
    private final WorkerRuntime runtime;
    private final AppDecoder decoder;
    private boolean busy;

    AppHandler(Routes routes, WorkerRuntime runtime, AppDecoder decoder) {
        this.routes = routes;
        this.runtime = runtime;
        this.decoder = decoder;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            context.close();
            return;
        }
        busy = true;
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        HttpResponseStatus status =
                request.uri().equals("/unwell") ? HttpResponseStatus.INTERNAL_SERVER_ERROR : HttpResponseStatus.OK;
        routes.answer(request.uri(), context.channel()).whenComplete((body, failure) -> context.executor()
                .execute(() -> answer(context, status, failure == null ? body : failure.toString(), keepAlive)));
    }

    private void answer(ChannelHandlerContext context, HttpResponseStatus status, String body, boolean keepAlive) {
        busy = false;
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        HttpUtil.setContentLength(response, response.content().readableBytes());
        boolean last = !keepAlive || runtime.isDraining();
        HttpUtil.setKeepAlive(response, !last);
        var written = context.writeAndFlush(response);
        if (last) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == DrainStarted.INSTANCE) {
            context.executor().schedule(() -> closeIfIdle(context), GRACE_MS, TimeUnit.MILLISECONDS);
        } else if (event == HandBackWanted.INSTANCE && !busy && decoder.isEmpty()) {
            runtime.handBack(context.channel());
        }
        context.fireUserEventTriggered(event);
    }

    private void closeIfIdle(ChannelHandlerContext context) {
        if (!busy) {
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // The clients of these tests do all that clients do.
        context.close();
    }
}
