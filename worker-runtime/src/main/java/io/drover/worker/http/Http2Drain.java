/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.http;

import io.drover.worker.drain.DrainStarted;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends an HTTP/2 connection when the worker drains, and counts its streams as requests. To be put behind {@link
 * Http2FrameCodec}; best behind {@code Http2MultiplexHandler} as well, where no frame of a stream comes by.
 *
 * <pre>{@code
 * channel.pipeline().addLast(
 *         Http2FrameCodecBuilder.forServer().build(), new Http2MultiplexHandler(streams), new Http2Drain(worker));
 * }</pre>
 *
 * <p>When the worker drains, the client is told in two steps, so that no stream it opens meanwhile is lost (RFC 9113
 * section 6.8): a GOAWAY that refuses nothing yet, and a PING; when that has come back, or {@link #PING_TIMEOUT_MS} are
 * over, a GOAWAY with the last stream that will be served. When all streams are closed, so is the connection. Streams
 * that are open at the drain timeout are cut, as every connection is.
 *
 * <p>Threading: owned by the connection's event loop; one for each connection.
 */
public final class Http2Drain extends ChannelInboundHandlerAdapter {
    /*
     * Why not Http2ConnectionHandler's own graceful shutdown: it sends one GOAWAY, with the last stream that has come,
     * and so refuses what is on its way; and it gives streams a time of its own, 30 s, whatever the drain timeout is.
     */

    /** How many milliseconds a client has to answer the PING. */
    public static final long PING_TIMEOUT_MS = 1_000;

    /** Any value that the application does not use for its own. */
    private static final long PING = 0x64726F7665722121L;

    private enum Step {
        SERVING,
        TOLD,
        REFUSING,
        CLOSING
    }

    private final HttpWorker worker;
    private @Nullable Http2Connection connection; // there while the handler is in a pipeline
    private @Nullable Future<?> pingTimeout;
    private Step step = Step.SERVING;

    /**
     * Makes the handler of a connection.
     *
     * @param worker see {@link HttpWorker#of}
     */
    public Http2Drain(HttpWorker worker) {
        this.worker = worker;
    }

    /**
     * Starts to follow the connection.
     *
     * @throws IllegalStateException when no {@link Http2FrameCodec} is in the pipeline
     */
    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        Http2FrameCodec codec = ctx.pipeline().get(Http2FrameCodec.class);
        if (codec == null) {
            throw new IllegalStateException("pipeline: " + ctx.pipeline().names() + " (expected: an Http2FrameCodec)");
        }
        connection = codec.connection();
        connection.addListener(new Http2ConnectionAdapter() {
            @Override
            public void onStreamClosed(Http2Stream stream) {
                Http2Drain.this.onStreamClosed(ctx, stream);
            }
        });
        if (worker.isDraining()) {
            onDrain(ctx);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == DrainStarted.INSTANCE) {
            onDrain(ctx);
        } else if (event == ChannelInputShutdownEvent.INSTANCE && step == Step.CLOSING) {
            ctx.close();
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (step == Step.TOLD && message instanceof Http2PingFrame ping && ping.ack() && ping.content() == PING) {
            ReferenceCountUtil.release(message);
            refuse(ctx);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (pingTimeout != null) {
            pingTimeout.cancel(false);
        }
    }

    private void onStreamClosed(ChannelHandlerContext ctx, Http2Stream stream) {
        if (connection != null && connection.remote().isValidStreamId(stream.id())) {
            worker.countRequests(1);
        }
        if (step == Step.REFUSING) {
            closeSoon(ctx);
        }
    }

    private void onDrain(ChannelHandlerContext ctx) {
        if (step == Step.SERVING) {
            step = Step.TOLD;
            // The codec's own preface goes first, and it may be in the middle of being added.
            ctx.executor().execute(() -> tell(ctx));
        }
    }

    private void tell(ChannelHandlerContext ctx) {
        if (!ctx.channel().isActive()) {
            return;
        }
        // All streams that there can be: 2^31-1 is what more than enough of them comes to.
        ctx.write(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR).setExtraStreamIds(Integer.MAX_VALUE));
        ctx.writeAndFlush(new DefaultHttp2PingFrame(PING));
        pingTimeout = ctx.executor().schedule(() -> refuse(ctx), PING_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }

    private void refuse(ChannelHandlerContext ctx) {
        if (step == Step.TOLD && ctx.channel().isActive()) {
            step = Step.REFUSING;
            ctx.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
            closeSoon(ctx);
        }
    }

    /** Closes when no stream is left and the handlers are done with what they do now. */
    private void closeSoon(ChannelHandlerContext ctx) {
        ctx.executor().execute(() -> closeIfDone(ctx));
    }

    private void closeIfDone(ChannelHandlerContext ctx) {
        if (step == Step.REFUSING && connection != null && connection.numActiveStreams() == 0) {
            step = Step.CLOSING;
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(LingeringClose.INSTANCE);
        }
    }
}
