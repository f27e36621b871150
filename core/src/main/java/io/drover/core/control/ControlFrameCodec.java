/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.control;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageCodec;
import io.netty.handler.codec.TooLongFrameException;
import java.util.List;

/**
 * Control messages on a Netty pipeline: frames in, messages out, and the other way round.
 *
 * <p>Threading: owned by its channel's event loop.
 */
public final class ControlFrameCodec extends ByteToMessageCodec<ControlMessage> {

    @Override
    protected void encode(ChannelHandlerContext context, ControlMessage message, ByteBuf out) {
        out.writeBytes(ControlCodec.encode(message));
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < ControlFrameLayout.LENGTH_BYTES) {
            return;
        }
        long length = in.getUnsignedInt(in.readerIndex());
        if (length < 1 || length > ControlFrameLayout.MAX_FRAME_BYTES) {
            throw new TooLongFrameException(
                    "frame: " + length + " bytes (expected: 1 to " + ControlFrameLayout.MAX_FRAME_BYTES + ")");
        }
        if (in.readableBytes() < ControlFrameLayout.LENGTH_BYTES + length) {
            return;
        }
        ControlMessage message = ControlCodec.decode(in.skipBytes(ControlFrameLayout.LENGTH_BYTES)
                .readSlice((int) length)
                .nioBuffer());
        if (message != null) {
            out.add(message);
        }
    }
}
