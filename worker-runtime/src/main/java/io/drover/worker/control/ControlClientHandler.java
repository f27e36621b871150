/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.control;

import io.drover.core.control.ControlMessage;
import io.drover.core.control.ControlMessage.Drain;
import io.drover.core.control.ControlMessage.GiveBack;
import io.drover.core.control.ControlMessage.ListenFailed;
import io.drover.core.control.ControlMessage.Listening;
import io.drover.core.control.ControlMessage.Refused;
import io.drover.core.control.ControlMessage.Welcome;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the primary's messages: answers to those who wait for them, orders to {@link PrimaryEvents}.
 *
 * <p>Threading: owned by the control loop; safe from any thread: {@link #welcome}, {@link #expectEnd}.
 */
final class ControlClientHandler extends SimpleChannelInboundHandler<ControlMessage> {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(ControlClientHandler.class);

    private final PrimaryEvents events;
    private final CompletableFuture<Welcome> welcome = new CompletableFuture<>();
    private final Map<Integer, CompletableFuture<ControlMessage>> answers = new HashMap<>();
    private int lastRequestId;
    private boolean ended;
    private volatile boolean endExpected; // written by whoever closes, read on the control loop

    ControlClientHandler(PrimaryEvents events) {
        this.events = events;
    }

    CompletableFuture<Welcome> welcome() {
        return welcome;
    }

    /** Returns the id to put into the request. */
    int expectAnswer(CompletableFuture<ControlMessage> answer) {
        if (ended) {
            answer.completeExceptionally(new IOException("connection closed"));
        }
        answers.put(++lastRequestId, answer);
        return lastRequestId;
    }

    void expectEnd() {
        endExpected = true;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ControlMessage message) {
        if (message instanceof Welcome taken) {
            welcome.complete(taken);
        } else if (message instanceof Refused refused) {
            welcome.completeExceptionally(new IOException(refused.reason()));
        } else if (message instanceof Listening listening) {
            answer(listening.requestId(), message);
        } else if (message instanceof ListenFailed failed) {
            answer(failed.requestId(), message);
        } else if (message instanceof Drain drain) {
            events.onDrain(drain.timeoutMs(), drain.takesBack());
        } else if (message instanceof GiveBack giveBack) {
            events.onGiveBack(giveBack.count());
        } else {
            LOG.debug("message for the other side: {}", message);
        }
    }

    private void answer(int requestId, ControlMessage message) {
        @Nullable CompletableFuture<ControlMessage> waiting = answers.remove(requestId);
        if (waiting != null) {
            waiting.complete(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended = true;
        boolean joined = welcome.isDone() && !welcome.isCompletedExceptionally();
        IOException closed = new IOException("connection closed");
        welcome.completeExceptionally(closed);
        answers.values().forEach(waiting -> waiting.completeExceptionally(closed));
        answers.clear();
        if (joined && !endExpected) {
            events.onPrimaryLost();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("control connection failed", cause);
        context.close();
    }
}
