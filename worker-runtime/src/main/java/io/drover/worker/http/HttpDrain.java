/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.http;

import io.drover.worker.HandBackWanted;
import io.drover.worker.drain.DrainStarted;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Ends an HTTP/1 connection when the worker drains, and counts its requests. To be put right behind the codec, before
 * everything that makes whole messages of parts, or parts of whole ones.
 *
 * <pre>{@code
 * RequestDecoder decoder = new RequestDecoder();
 * channel.pipeline().addLast(decoder, new HttpResponseEncoder(), new HttpDrain(worker, decoder), new MyHandler());
 * }</pre>
 *
 * <p>That encoder writes the body that it is given, so the application leaves it out in answer to a HEAD. {@code
 * HttpServerCodec} does so by itself, but does not tell where requests end: behind it connections are closed, never handed
 * back.
 *
 * <p>While the worker serves, messages pass as they are. When it drains, requests under way are answered. Then the
 * connection goes to another worker, so that its client notices nothing, or, where none takes it, the last response says
 * {@code Connection: close} and the connection ends. It also goes to another worker that wants it ({@link
 * HandBackWanted}). After {@code 101 Switching Protocols} the handler is gone from the pipeline: the new protocol has an
 * end of its own.
 *
 * <p>Threading: owned by the connection's event loop; one for each connection.
 */
public final class HttpDrain extends ChannelDuplexHandler {
    /*
     * The last response. A client that pipelines has sent more than one request when the drain begins. All that have
     * been read are answered, and only the last of the answers ends the connection; what is read later is dropped, so
     * that the end comes. To the client it is as if it had not been sent: the response before it said so.
     *
     * An idle connection whose client is about to ask can't be closed without a race that only the client can settle, by
     * asking again (RFC 9112 section 9.3.1). So it is handed back wherever that can be. Elsewhere it stays open for
     * IDLE_GRACE_MS, in which a request on its way is still answered, as the last one; then our direction ends, and
     * what comes in is dropped until the client closes (section 9.6): no reset destroys an answer not read yet.
     *
     * What happens to idle connections, and when, is for ConnectionEnd to decide; before the drain there is none.
     */

    private final HttpWorker worker;
    private final @Nullable RequestDecoder decoder;
    private final Exchanges exchanges = new Exchanges();

    private @Nullable ConnectionEnd end; // there once the worker drains, or the connection has been given away
    private boolean lastTaken; // requests that are read from now on are not answered
    private boolean lastBegun; // the last response has been begun
    private boolean dropping; // what is read belongs to requests that are not answered
    private boolean hasReadSince; // a read has ended since the drain began

    /**
     * Makes the handler of a connection behind {@code HttpServerCodec}, or a decoder that says as little. Its connection
     * is never handed back, since nobody knows what the decoder still holds.
     *
     * @param worker see {@link HttpWorker#of}
     */
    public HttpDrain(HttpWorker worker) {
        this.worker = worker;
        this.decoder = null;
    }

    /**
     * Makes the handler of a connection that can be handed back.
     *
     * @param worker see {@link HttpWorker#of}
     * @param decoder of the same connection
     */
    public HttpDrain(HttpWorker worker, RequestDecoder decoder) {
        this.worker = worker;
        this.decoder = decoder;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        // The event may be past: after TLS has been negotiated, say.
        if (worker.isDraining()) {
            onDrain(ctx);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (end != null) {
            end.cancel();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == DrainStarted.INSTANCE) {
            onDrain(ctx);
        } else if (event == HandBackWanted.INSTANCE && end == null) {
            ConnectionEnd given = new ConnectionEnd(ctx, worker, decoder, exchanges);
            end = given.handBack() ? given : null;
        } else if (event == ChannelInputShutdownEvent.INSTANCE && end != null) {
            end.onPeerFinished();
        }
        ctx.fireUserEventTriggered(event);
    }

    private void onDrain(ChannelHandlerContext ctx) {
        if (end == null) {
            end = new ConnectionEnd(ctx, worker, decoder, exchanges);
            lastTaken = !exchanges.isIdle() && !end.mayHandBack();
            end.begin();
        }
    }

    // ---- requests

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (end != null && isDropped(end, message)) {
            ReferenceCountUtil.release(message);
            return;
        }
        exchanges.onRead(message);
        ctx.fireChannelRead(message);
    }

    private boolean isDropped(ConnectionEnd end, Object message) {
        end.onArrival();
        dropping |= end.isOver() || (lastTaken && message instanceof HttpRequest);
        return dropping;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (end != null) {
            hasReadSince = true;
            lastTaken |= !exchanges.isIdle() && !end.mayHandBack();
        }
        ctx.fireChannelReadComplete();
    }

    // ---- responses

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        Object written = message;
        if (message instanceof HttpResponse head) {
            if (head.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
                ctx.write(message, promise);
                ctx.pipeline().remove(this);
                return;
            }
            if (exchanges.onResponse(head) && end != null && isLast(end)) {
                lastTaken = true;
                lastBegun = true;
                written = LastResponse.of(head);
            }
        }
        if (message instanceof LastHttpContent && exchanges.onResponseEnd()) {
            worker.countRequests(1);
            if (end != null) {
                writeEnd(ctx, end, written, promise.unvoid());
                return;
            }
        }
        ctx.write(written, promise);
    }

    /** Tells whether nothing is to be answered after the response that begins. */
    private boolean isLast(ConnectionEnd end) {
        return exchanges.isLastUnanswered() && !end.mayHandBack() && (hasReadSince || end.isBetweenRequests());
    }

    private void writeEnd(ChannelHandlerContext ctx, ConnectionEnd end, Object message, ChannelPromise promise) {
        if (lastBegun) {
            end.over();
            ctx.write(message, promise).addListener(LingeringClose.INSTANCE);
        } else {
            ctx.write(message, promise).addListener(written -> end.leaveSoon());
        }
    }
}
