/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/** An embedded channel whose output can be ended on its own, as a socket's can, and whose clock the test moves. */
public final class TwoWayChannel extends EmbeddedChannel implements DuplexChannel {
    private boolean outputShutdown;

    /** Makes one whose clock stands still. */
    public TwoWayChannel(ChannelHandler... handlers) {
        super(handlers);
        freezeTime();
    }

    /** Moves its clock, and runs what is due then. */
    public void advance(long ms) {
        advanceTimeBy(ms, TimeUnit.MILLISECONDS);
        runPendingTasks();
    }

    @Override
    public boolean isOutputShutdown() {
        return outputShutdown;
    }

    @Override
    public ChannelFuture shutdownOutput() {
        outputShutdown = true;
        return newSucceededFuture();
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        outputShutdown = true;
        return promise.setSuccess();
    }

    @Override
    public boolean isInputShutdown() {
        return false;
    }

    @Override
    public ChannelFuture shutdownInput() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public ChannelFuture shutdown() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        throw new UnsupportedOperationException();
    }
}
