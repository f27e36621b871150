/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.control;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Control messages on a channel that blocks, for whoever has no event loop.
 *
 * <p>Threading: one thread may read while another one writes.
 */
public final class ControlStream {
    private final ByteChannel channel;
    private final ByteBuffer length = ByteBuffer.allocate(ControlFrameLayout.LENGTH_BYTES);

    /** Speaks over a channel, which stays owned by the caller. */
    public ControlStream(ByteChannel channel) {
        this.channel = channel;
    }

    /** Writes a message. */
    public void write(ControlMessage message) throws IOException {
        ByteBuffer frame = ControlCodec.encode(message);
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    /**
     * Waits for the next message of a type that this version knows.
     *
     * @throws EOFException when the other side has ended the connection
     * @throws IOException when it fails, or carries something else
     */
    public ControlMessage read() throws IOException {
        while (true) {
            ControlMessage message = decode(readFrame());
            if (message != null) {
                return message;
            }
        }
    }

    private static @Nullable ControlMessage decode(ByteBuffer frame) throws IOException {
        try {
            return ControlCodec.decode(frame);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private ByteBuffer readFrame() throws IOException {
        int bytes = fill(length.clear()).getInt();
        if (bytes < 1 || bytes > ControlFrameLayout.MAX_FRAME_BYTES) {
            throw new IOException(
                    "frame: " + bytes + " bytes (expected: 1 to " + ControlFrameLayout.MAX_FRAME_BYTES + ")");
        }
        return fill(ByteBuffer.allocate(bytes));
    }

    private ByteBuffer fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("connection closed");
            }
        }
        return buffer.flip();
    }
}
