/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.drain;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The connections that are open, whichever way they came.
 *
 * <p>Threading: safe from any thread.
 */
public final class ConnectionTracker {
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final ChannelFutureListener onClose = future -> removed(future.channel());
    private final Object drainLock = new Object();
    private @Nullable Runnable whenEmpty; // guarded by drainLock
    private volatile boolean draining; // written under drainLock, read on event loops

    /** Takes in a channel, registered or not: from here on the drain waits for it. */
    public void add(Channel channel) {
        open.add(channel);
        channel.closeFuture().addListener(onClose);
    }

    /** A channel has got its event loop, on which this is called. */
    public void registered(Channel channel) {
        if (draining) {
            channel.pipeline().fireUserEventTriggered(DrainStarted.INSTANCE);
        }
    }

    private void removed(Channel channel) {
        open.remove(channel);
        if (draining) {
            tellIfEmpty();
        }
    }

    /** Tells every connection that the drain has started, and the caller when none is left. */
    public void drain(Runnable whenEmpty) {
        synchronized (drainLock) {
            this.whenEmpty = whenEmpty;
            draining = true;
        }
        for (Channel channel : open) {
            // One without an event loop yet learns of it when it has one.
            if (channel.isRegistered()) {
                channel.eventLoop().execute(() -> channel.pipeline().fireUserEventTriggered(DrainStarted.INSTANCE));
            }
        }
        tellIfEmpty();
    }

    /**
     * Fires an event through the pipelines of open connections, on their event loops, as long as more is wanted.
     *
     * @param wanted asked before each, on the event loops
     */
    public void tell(Object event, BooleanSupplier wanted) {
        Map<EventLoop, List<Channel>> byLoop = new HashMap<>();
        for (Channel channel : open) {
            if (channel.isRegistered()) {
                byLoop.computeIfAbsent(channel.eventLoop(), loop -> new ArrayList<>())
                        .add(channel);
            }
        }
        byLoop.forEach((loop, channels) -> loop.execute(() -> {
            Iterator<Channel> next = channels.iterator();
            while (next.hasNext() && wanted.getAsBoolean()) {
                next.next().pipeline().fireUserEventTriggered(event);
            }
        }));
    }

    private void tellIfEmpty() {
        if (!open.isEmpty()) {
            return;
        }
        Runnable tell;
        synchronized (drainLock) {
            tell = whenEmpty;
            whenEmpty = null;
        }
        if (tell != null) {
            tell.run();
        }
    }

    /** Closes all that is still open, and returns how many that were. */
    public int closeAll() {
        synchronized (drainLock) {
            whenEmpty = null;
        }
        int count = 0;
        for (Channel channel : open) {
            channel.close();
            count++;
        }
        return count;
    }
}
