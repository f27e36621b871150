/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.control;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Receives the one descriptor that the primary answers with.
 *
 * <p>Threading: owned by the control loop; safe from any thread: {@link #descriptor}.
 */
final class DescriptorHandler extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<Integer> descriptor = new CompletableFuture<>();

    CompletableFuture<Integer> descriptor() {
        return descriptor;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof FileDescriptor fd) {
            descriptor.complete(fd.intValue());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        descriptor.completeExceptionally(new IOException("the listener is gone"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        descriptor.completeExceptionally(cause);
        context.close();
    }
}
