/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/** A decoder that knows whether it holds a part of a request that has not come whole yet. */
final class RequestDecoder extends HttpRequestDecoder {
    private boolean betweenRequests = true;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf buffer, List<Object> out) throws Exception {
        int readerIndex = buffer.readerIndex();
        super.decode(context, buffer, out);
        if (!out.isEmpty()) {
            betweenRequests = out.get(out.size() - 1) instanceof LastHttpContent;
        } else if (buffer.readerIndex() != readerIndex) {
            betweenRequests = false;
        }
    }

    boolean isEmpty() {
        return betweenRequests && actualReadableBytes() == 0;
    }
}
