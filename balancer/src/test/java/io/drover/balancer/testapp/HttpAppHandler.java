/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.testapp;

import io.drover.worker.WorkerRuntime;
import io.netty.buffer.Unpooled;
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

/** Says which worker it is, after a moment in which a drain can begin; or, at {@code /never}, nothing. */
final class HttpAppHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final int MOMENT_MS = 2;

    private final WorkerRuntime runtime;

    HttpAppHandler(WorkerRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!request.uri().equals("/never")) {
            ctx.executor().schedule(() -> answer(ctx), MOMENT_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void answer(ChannelHandlerContext ctx) {
        String who = new WorkerAnswer(
                        runtime.slot(),
                        runtime.workerId(),
                        runtime.generation(),
                        ProcessHandle.current().pid())
                .toText();
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.copiedBuffer(who, StandardCharsets.US_ASCII));
        HttpUtil.setContentLength(response, response.content().readableBytes());
        ctx.writeAndFlush(response);
    }
}
