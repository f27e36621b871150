/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's decoder, which also tells whether it holds a part of a request that has not come whole yet. A connection can
 * only go to another worker where it does not: what a decoder has taken from the socket is in no other process.
 *
 * <p>Threading: owned by the connection's event loop.
 */
public final class RequestDecoder extends HttpRequestDecoder {
    private boolean betweenRequests = true;
    private int arrivals;

    /** Makes one with Netty's defaults. */
    public RequestDecoder() {}

    /** Makes one with limits and checks of the application's. */
    public RequestDecoder(HttpDecoderConfig config) {
        super(config);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf buffer, List<Object> out) throws Exception {
        int readerIndex = buffer.readerIndex();
        arrivals++;
        super.decode(context, buffer, out);
        if (!out.isEmpty()) {
            betweenRequests = out.get(out.size() - 1) instanceof LastHttpContent;
        } else if (buffer.readerIndex() != readerIndex) {
            betweenRequests = false;
        }
    }

    /** Tells whether every byte that has come belongs to a request that has come whole. */
    public boolean isBetweenRequests() {
        return betweenRequests && actualReadableBytes() == 0;
    }

    /** Returns a number that differs from that of an earlier call where something has come since. */
    int arrivals() {
        return arrivals;
    }
}
