/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.control;

import io.drover.core.control.ControlMessage.Done;
import io.drover.core.control.ControlMessage.Output;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import org.jspecify.annotations.Nullable;

/**
 * The way back to whoever gave a command.
 *
 * <p>Threading: safe from any thread.
 */
public final class CommandReply {
    /** A string of the protocol holds 65,535 bytes, and a character at most 3 of them. */
    private static final int MOST_CHARS = 16 * 1024;

    private final Channel channel;

    CommandReply(Channel channel) {
        this.channel = channel;
    }

    /** Adds text to the answer; the other side puts the pieces together. */
    public void output(String text) {
        for (int from = 0; from < text.length(); from += MOST_CHARS) {
            channel.writeAndFlush(new Output(text.substring(from, Math.min(text.length(), from + MOST_CHARS))));
        }
    }

    /** Adds a line that may be left out where the other side does not read as fast as lines come. */
    public void outputIfRead(String line) {
        if (channel.isWritable()) {
            output(line + "\n");
        }
    }

    /**
     * Ends the answer.
     *
     * @param failure why nothing came of the command, or null
     */
    public void done(@Nullable String failure) {
        channel.writeAndFlush(new Done(failure == null ? "" : failure)).addListener(ChannelFutureListener.CLOSE);
    }

    /** Has something run when the other side is gone, or the answer has ended. */
    public void onClose(Runnable callback) {
        channel.closeFuture().addListener(closed -> callback.run());
    }
}
