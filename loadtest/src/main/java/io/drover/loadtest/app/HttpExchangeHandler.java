/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import io.drover.worker.http.LingeringClose;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of one HTTP/1 connection: one request after the other, each answered before the next is looked at. When
 * the worker drains, it is {@link io.drover.worker.http.HttpDrain} that ends the connection.
 *
 * <p>Threading: owned by the connection's event loop.
 */
final class HttpExchangeHandler extends ChannelInboundHandlerAdapter {
    /*
     * Order. A client may send requests without waiting for answers (RFC 9112 section 9.3.2). While one is not answered
     * yet, or the client does not read its answers, what comes next waits in a queue and the socket is not read any
     * more: the queue holds what was decoded of one read, and TCP's flow control holds the client.
     *
     * Flushing. Answers are flushed when all that was read has been handled: a pipelined batch costs one system call.
     */

    private static final System.Logger LOG = System.getLogger(HttpExchangeHandler.class.getName());

    private final Routes routes;
    private final Queue<HttpObject> waiting = new ArrayDeque<>();
    private @Nullable IncomingRequest current; // its head is here, its answer isn't
    private @Nullable Future<?> unfinished; // a reply that waits for its time, or is being streamed
    private boolean peerFinished; // the client sends nothing more, but may still read
    private boolean closing; // the last answer has been written, what comes in now is dropped

    HttpExchangeHandler(Routes routes) {
        this.routes = routes;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        HttpObject part = (HttpObject) message;
        if (closing) {
            ReferenceCountUtil.release(part);
        } else if (waiting.isEmpty() && !isBusy(ctx)) {
            onPart(ctx, part);
        } else {
            waiting.add(part);
            ctx.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            resume(ctx);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            peerFinished = true;
            closeIfPeerFinished(ctx);
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        if (unfinished != null) {
            unfinished.cancel(false);
        }
        dropUnanswered();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A client that is gone is none of our business.
        if (!(cause instanceof IOException)) {
            LOG.log(System.Logger.Level.ERROR, "connection: closed after an unexpected error", cause);
        }
        ctx.close();
    }

    // ---- requests

    private boolean isBusy(ChannelHandlerContext ctx) {
        return unfinished != null || !ctx.channel().isWritable();
    }

    private void resume(ChannelHandlerContext ctx) {
        while (!isBusy(ctx)) {
            HttpObject part = waiting.poll();
            if (part == null) {
                ctx.channel().config().setAutoRead(true);
                closeIfPeerFinished(ctx);
                break;
            }
            onPart(ctx, part);
        }
        ctx.flush();
    }

    private void onPart(ChannelHandlerContext ctx, HttpObject part) {
        try {
            if (part.decoderResult().isFailure()) {
                refuse(ctx, Reply.text(HttpResponseStatus.BAD_REQUEST, "malformed HTTP"));
                return;
            }
            if (part instanceof HttpRequest head) {
                onHead(ctx, head);
            }
            if (part instanceof HttpContent content && current != null) {
                onContent(ctx, current, content);
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    private void onHead(ChannelHandlerContext ctx, HttpRequest head) {
        IncomingRequest request = new IncomingRequest(head, routes);
        current = request;
        if (!request.awaitsContinue()) {
            return;
        }
        if (request.isTooLarge()) {
            // The client may send the body or not: only the end of the connection makes clear what follows.
            refuse(ctx, Reply.bodyTooLarge(IncomingRequest.MAX_BODY_BYTES));
        } else {
            ctx.writeAndFlush(Reply.goOn());
        }
    }

    private void onContent(ChannelHandlerContext ctx, IncomingRequest request, HttpContent content) {
        request.onContent(content.content(), ctx.alloc());
        if (content instanceof LastHttpContent) {
            Reply reply = request.isTooLarge()
                    ? Reply.bodyTooLarge(IncomingRequest.MAX_BODY_BYTES)
                    : routes.reply(request.complete(ctx.channel().remoteAddress()));
            answerInTime(ctx, request, reply);
        }
    }

    // ---- answers

    private void answerInTime(ChannelHandlerContext ctx, IncomingRequest request, Reply reply) {
        if (reply.delayMs() == 0) {
            answer(ctx, request, reply);
            return;
        }
        Runnable later = () -> {
            unfinished = null;
            answer(ctx, request, reply);
            resume(ctx);
        };
        unfinished = ctx.executor().schedule(later, reply.delayMs(), TimeUnit.MILLISECONDS);
    }

    private void answer(ChannelHandlerContext ctx, IncomingRequest request, Reply reply) {
        current = null;
        boolean withBody = !request.isHead();
        if (!request.keepAlive()) {
            // A client that asked for the end sends nothing more: there is nothing to linger for.
            writeLast(ctx, reply, withBody).addListener(ChannelFutureListener.CLOSE);
        } else {
            writeKeepingAlive(ctx, request, reply);
        }
    }

    private void writeKeepingAlive(ChannelHandlerContext ctx, IncomingRequest request, Reply reply) {
        // Over HTTP/1.0 a connection is taken to end unless the server says otherwise.
        AsciiString connection = request.isHttp10() ? HttpHeaderValues.KEEP_ALIVE : null;
        boolean streamed = reply.streamedBytes() > 0 && !request.isHead();
        ChannelPromise promise = streamed ? ctx.newPromise() : ctx.voidPromise();
        ChannelFuture written = reply.write(ctx, !request.isHead(), connection, promise);
        if (streamed) {
            unfinished = written;
            written.addListener(end -> onStreamed(ctx));
        }
    }

    private void onStreamed(ChannelHandlerContext ctx) {
        unfinished = null;
        if (ctx.channel().isActive()) {
            resume(ctx);
        }
    }

    /** Answers although the request is not complete, or makes no sense; then nobody knows where the next one begins. */
    private void refuse(ChannelHandlerContext ctx, Reply reply) {
        writeLast(ctx, reply, true).addListener(LingeringClose.INSTANCE);
    }

    private ChannelFuture writeLast(ChannelHandlerContext ctx, Reply reply, boolean withBody) {
        closing = true;
        dropUnanswered();
        // The end of the client's stream must be noticed.
        ctx.channel().config().setAutoRead(true);
        return reply.write(ctx, withBody, HttpHeaderValues.CLOSE, ctx.newPromise());
    }

    private void closeIfPeerFinished(ChannelHandlerContext ctx) {
        if (peerFinished && unfinished == null && waiting.isEmpty()) {
            closeAfterWrites(ctx);
        }
    }

    /** Closes when everything written so far is in the socket. */
    private void closeAfterWrites(ChannelHandlerContext ctx) {
        closing = true;
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    private void dropUnanswered() {
        if (current != null) {
            current.release();
            current = null;
        }
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }
}
