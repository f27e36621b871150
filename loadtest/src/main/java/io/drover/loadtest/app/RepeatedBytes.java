/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.stream.ChunkedInput;

/**
 * A body of any length that costs no memory: one block of letters, again and again. Byte n of it is the letter
 * {@code 'a' + n % 26}.
 *
 * <p>Threading: owned by the connection's event loop; the block is shared by all of them, and only read.
 */
final class RepeatedBytes implements ChunkedInput<ByteBuf> {
    private static final int ALPHABET = 26;

    /** About what a socket takes in one call. A multiple of the alphabet, so that each block goes on where one ends. */
    private static final int BLOCK_BYTES = 10_000 * ALPHABET;

    private static final ByteBuf BLOCK = block();

    private final long length;
    private long given;

    RepeatedBytes(long length) {
        this.length = length;
    }

    private static ByteBuf block() {
        ByteBuf block = Unpooled.directBuffer(BLOCK_BYTES);
        for (int i = 0; i < BLOCK_BYTES; i++) {
            block.writeByte('a' + i % ALPHABET);
        }
        return Unpooled.unreleasableBuffer(block);
    }

    @Override
    public ByteBuf readChunk(ByteBufAllocator allocator) {
        int count = (int) Math.min(BLOCK_BYTES, length - given);
        given += count;
        return BLOCK.slice(0, count);
    }

    @Override
    @SuppressWarnings("deprecation") // demanded by the interface
    public ByteBuf readChunk(ChannelHandlerContext ctx) {
        return readChunk(ctx.alloc());
    }

    @Override
    public boolean isEndOfInput() {
        return given == length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public long progress() {
        return given;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
