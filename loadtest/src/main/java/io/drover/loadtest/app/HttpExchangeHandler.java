/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import io.drover.worker.HandBackWanted;
import io.drover.worker.drain.DrainStarted;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
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
 * The exchanges of one HTTP/1 connection: one request after the other, each answered before the next is looked at, and
 * then the right end of the connection.
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
     *
     * The end. A drain closes connections with a request under way after its answer. Idle ones it closes as well, but
     * not at once: where a client asks again as soon as it is answered, the next request is most likely in the socket
     * already, or about to be. For IDLE_GRACE_MS it is still answered, as the last one.
     */

    /** How long a drain leaves an idle connection open for a request that was sent before the client could know. */
    static final long IDLE_GRACE_MS = 100;

    private static final System.Logger LOG = System.getLogger(HttpExchangeHandler.class.getName());

    private final Routes routes;
    private final DrainOptions drain;
    private final RequestDecoder decoder;

    private final Queue<HttpObject> waiting = new ArrayDeque<>();
    private @Nullable IncomingRequest current; // its head is here, its answer isn't
    private @Nullable Future<?> unfinished; // a reply that waits for its time, or is being streamed
    private boolean peerFinished; // the client sends nothing more, but may still read
    private boolean closing; // the last answer has been written, what comes in now is dropped

    /**
     * Makes the handler of a connection.
     *
     * @param drain what is to happen to the connection when the worker drains
     * @param decoder whose requests it answers
     */
    HttpExchangeHandler(Routes routes, DrainOptions drain, RequestDecoder decoder) {
        this.routes = routes;
        this.drain = drain;
        this.decoder = decoder;
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
        if (event == DrainStarted.INSTANCE) {
            leaveIfIdle(ctx);
        } else if (event == HandBackWanted.INSTANCE) {
            handBackIfIdle(ctx);
        } else if (event == ChannelInputShutdownEvent.INSTANCE) {
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
            refuse(ctx, bodyTooLarge());
        } else {
            ctx.writeAndFlush(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
    }

    private void onContent(ChannelHandlerContext ctx, IncomingRequest request, HttpContent content) {
        request.onContent(content.content(), ctx.alloc());
        if (content instanceof LastHttpContent) {
            Reply reply = request.isTooLarge()
                    ? bodyTooLarge()
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
        } else if (drain.draining().getAsBoolean()) {
            answerInDrain(ctx, request, reply);
        } else {
            writeKeepingAlive(ctx, request, reply, ctx.voidPromise());
        }
    }

    /** Either another worker serves the connection on, and the client need not know, or this is the last answer. */
    private void answerInDrain(ChannelHandlerContext ctx, IncomingRequest request, Reply reply) {
        if (drain.canHandBack().getAsBoolean()) {
            writeKeepingAlive(ctx, request, reply, ctx.newPromise().addListener(written -> leaveIfIdle(ctx)));
        } else {
            writeLast(ctx, reply, !request.isHead()).addListener(LingeringClose.INSTANCE);
        }
    }

    private void writeKeepingAlive(
            ChannelHandlerContext ctx, IncomingRequest request, Reply reply, ChannelPromise promise) {
        // Over HTTP/1.0 a connection is taken to end unless the server says otherwise.
        AsciiString connection = request.isHttp10() ? HttpHeaderValues.KEEP_ALIVE : null;
        boolean streamed = reply.streamedBytes() > 0 && !request.isHead();
        ChannelFuture written = reply.write(ctx, !request.isHead(), connection, streamed ? promise.unvoid() : promise);
        if (streamed) {
            unfinished = written;
            written.addListener(end -> onStreamed(ctx));
        }
    }

    private void onStreamed(ChannelHandlerContext ctx) {
        unfinished = null;
        if (ctx.channel().isActive()) {
            resume(ctx);
            if (drain.draining().getAsBoolean()) {
                leaveIfIdle(ctx);
            }
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

    private static Reply bodyTooLarge() {
        return Reply.text(
                HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                "body: too large (expected: at most " + IncomingRequest.MAX_BODY_BYTES + " bytes)");
    }

    // ---- the end

    private void leaveIfIdle(ChannelHandlerContext ctx) {
        if (isIdle() && !peerFinished && !handBackIfIdle(ctx)) {
            ctx.executor().schedule(() -> closeIfIdle(ctx), IDLE_GRACE_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Gives the connection to another worker, at a boundary between two requests; returns whether one takes it. */
    private boolean handBackIfIdle(ChannelHandlerContext ctx) {
        boolean given = isIdle()
                && !peerFinished
                && decoder.isEmpty()
                && drain.handBack().test(ctx.channel());
        closing |= given;
        return given;
    }

    private boolean isIdle() {
        return current == null && unfinished == null && waiting.isEmpty() && !closing;
    }

    private void closeIfIdle(ChannelHandlerContext ctx) {
        // A request of which a part is here is answered first, when the rest has come.
        if (isIdle() && decoder.isEmpty()) {
            closeAfterWrites(ctx);
        }
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
