/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.control;

import io.drover.core.control.ControlMessage;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Waits for the one message that a connection beside the control connection gets.
 *
 * <p>Threading: owned by the control loop.
 */
final class FirstAnswerHandler extends SimpleChannelInboundHandler<ControlMessage> {
    private final CompletableFuture<ControlMessage> answer;

    FirstAnswerHandler(CompletableFuture<ControlMessage> answer) {
        this.answer = answer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ControlMessage message) {
        answer.complete(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        answer.completeExceptionally(new IOException("connection closed"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        answer.completeExceptionally(cause);
        context.close();
    }
}
