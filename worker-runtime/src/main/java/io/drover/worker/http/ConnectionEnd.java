/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a connection ends in a drain: given to another worker between two requests, closed when it has been idle for a
 * moment, cut when its client has begun a request and goes silent. Once it is over, nothing more is done.
 *
 * <p>Threading: owned by the connection's event loop.
 */
final class ConnectionEnd {
    /** How long a drain leaves an idle connection open for a request that was sent before the client could know. */
    static final long IDLE_GRACE_MS = 100;

    /** How long a drain waits for the next part of a request. */
    static final long SILENCE_MS = 5_000;

    /** A client that always has the next request half sent can't be handed back. */
    private static final int MAX_HAND_BACK_TRIES = 3;

    private final ChannelHandlerContext ctx;
    private final HttpWorker worker;
    private final @Nullable RequestDecoder decoder;
    private final Exchanges exchanges;

    private int handBackTries;
    private int arrivals;
    private boolean over;
    private @Nullable Future<?> grace;
    private @Nullable Future<?> silence;

    ConnectionEnd(ChannelHandlerContext ctx, HttpWorker worker, @Nullable RequestDecoder decoder, Exchanges exchanges) {
        this.ctx = ctx;
        this.worker = worker;
        this.decoder = decoder;
        this.exchanges = exchanges;
    }

    void begin() {
        leaveSoon();
        watchForSilence(arrivals());
    }

    /** What comes in from now on is dropped: the last response has been written, or there will be none. */
    void over() {
        over = true;
        cancel();
    }

    boolean isOver() {
        return over;
    }

    void cancel() {
        if (grace != null) {
            grace.cancel(false);
        }
        if (silence != null) {
            silence.cancel(false);
        }
    }

    void onArrival() {
        arrivals++;
    }

    void onPeerFinished() {
        // Where our direction has ended before, that is what was waited for.
        if (ctx.channel() instanceof DuplexChannel duplex && duplex.isOutputShutdown()) {
            ctx.close();
        }
    }

    /** Tells whether nothing has come of a request that has not come whole. */
    boolean isBetweenRequests() {
        return decoder == null || decoder.isBetweenRequests();
    }

    // ---- idle connections

    /** Hands the connection back, or has it closed, if it is idle when the handlers are done with what they do now. */
    void leaveSoon() {
        // The handlers behind may have asked to be told of the same write, and may read on then.
        ctx.executor().execute(this::leave);
    }

    private void leave() {
        if (!isIdle() || handBack()) {
            return;
        }
        if (grace != null) {
            grace.cancel(false);
        }
        grace = ctx.executor().schedule(this::closeIfIdle, IDLE_GRACE_MS, TimeUnit.MILLISECONDS);
    }

    private void closeIfIdle() {
        // A request of which a part is here is answered first, when the rest has come.
        if (isIdle() && isBetweenRequests()) {
            over();
            // When everything written so far is in the socket.
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(LingeringClose.INSTANCE);
        }
    }

    private boolean isIdle() {
        return !over && exchanges.isIdle() && ctx.channel().isActive();
    }

    // ---- handing back

    /** Tells whether the connection may go to another worker when it is idle. */
    boolean mayHandBack() {
        return decoder != null && handBackTries < MAX_HAND_BACK_TRIES && worker.canHandBack();
    }

    /** Gives the connection to another worker, at a boundary between two requests; returns whether one takes it. */
    boolean handBack() {
        if (decoder == null || !isIdle() || !isPlain()) {
            return false;
        }
        handBackTries++;
        if (!decoder.isBetweenRequests() || !hasWrittenAll()) {
            return false;
        }
        if (worker.handBack(ctx.channel())) {
            over();
            return true;
        }
        handBackTries = MAX_HAND_BACK_TRIES;
        return false;
    }

    /** Neither one with keys that only this process knows, nor one of which a direction has ended. */
    private boolean isPlain() {
        return ctx.pipeline().get(SslHandler.class) == null
                && !(ctx.channel() instanceof DuplexChannel duplex
                        && (duplex.isInputShutdown() || duplex.isOutputShutdown()));
    }

    private boolean hasWrittenAll() {
        ChannelOutboundBuffer unwritten = ctx.channel().unsafe().outboundBuffer();
        return unwritten != null && unwritten.totalPendingWriteBytes() == 0;
    }

    // ---- silent clients

    private void watchForSilence(int before) {
        silence = ctx.executor().schedule(() -> closeIfSilent(before), SILENCE_MS, TimeUnit.MILLISECONDS);
    }

    private void closeIfSilent(int before) {
        Channel channel = ctx.channel();
        if (over || !channel.isActive()) {
            return;
        }
        boolean awaitsRest = exchanges.isRequestOpen() || !isBetweenRequests();
        // Where nothing is read, it is not the client who is silent.
        if (awaitsRest && arrivals() == before && channel.config().isAutoRead()) {
            over();
            channel.close();
        } else {
            watchForSilence(arrivals());
        }
    }

    private int arrivals() {
        return decoder == null ? arrivals : decoder.arrivals();
    }
}
