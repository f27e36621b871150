/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.intake;

import io.drover.core.scoreboard.WorkerBlock;
import io.netty.channel.ChannelFutureListener;
import org.jspecify.annotations.Nullable;

/**
 * The counts of taken and closed connections on the scoreboard, by which the primary knows how many are open.
 *
 * <p>Threading: safe from any thread.
 */
public final class ConnectionCounts {
    /** For connections that don't come from the primary: it must not take them for its own. */
    public static final ConnectionCounts NONE = new ConnectionCounts(null);

    private final @Nullable WorkerBlock block;
    private final ChannelFutureListener onClose = future -> closed();

    private ConnectionCounts(@Nullable WorkerBlock block) {
        this.block = block;
    }

    /** Returns counts that are published in a block. */
    public static ConnectionCounts in(WorkerBlock block) {
        return new ConnectionCounts(block);
    }

    /** Counts a connection as taken, before anything else is done with it. */
    void received() {
        if (block != null) {
            block.addReceived();
        }
    }

    /** Returns how many the primary says it has sent that were not received: over all lanes, and not always the latest. */
    long waiting() {
        return block == null ? 0 : block.sent() - block.received();
    }

    /** Counts a connection as closed. */
    void closed() {
        if (block != null) {
            block.addClosed();
        }
    }

    /** Returns what to add to the close future of a connection; the same for all. */
    ChannelFutureListener onClose() {
        return onClose;
    }
}
