/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.intake;

import io.drover.worker.drain.ConnectionTracker;
import io.drover.worker.drain.Stoppable;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes the connections that the primary puts into one lane and makes channels of them.
 *
 * <p>Each message on the lane is one descriptor (unix(7) SCM_RIGHTS). Whoever receives it owns the connection; one that
 * nobody received stays in the lane, from where the primary can take it back.
 *
 * <p>Threading: owned by its event loop; safe from any thread: {@link #start}, {@link #stop}.
 */
public final class LaneIntake implements EpollIoHandle, Stoppable {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(LaneIntake.class);

    /** So that connections already open get their turn in a flood of new ones. */
    private static final int MAX_BATCH = 16;

    private static final int SHORTAGE_PAUSE_MS = 50;

    // EPOLLERR keeps the interest set from ever being empty, which the transport handles wrongly.
    private static final EpollIoOps PAUSED = EpollIoOps.EPOLLERR;
    private static final EpollIoOps READ =
            EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLRDHUP).with(EpollIoOps.EPOLLERR);

    private final Socket lane;
    private final boolean unixClients;
    private final IoEventLoop loop;
    private final EventLoopGroup serving;
    private final ChannelHandler childHandler;
    private final ConnectionTracker connections;
    private final ConnectionCounts counts;
    private final DescriptorHeadroom headroom = DescriptorHeadroom.ofThisProcess();
    private final ShortageWarning shortage = new ShortageWarning(LOG::warn);
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private @Nullable IoRegistration registration;

    /**
     * Makes an intake that takes nothing before {@link #start}.
     *
     * @param laneFd the worker's end of the lane; owned by the intake from now on
     * @param unixClients whether the connections are unix sockets, and not TCP
     * @param loop reads the lane
     * @param serving serves the connections
     * @param childHandler set on every connection
     * @param connections told of every connection
     * @param counts count every connection
     */
    public LaneIntake(
            int laneFd,
            boolean unixClients,
            IoEventLoop loop,
            EventLoopGroup serving,
            ChannelHandler childHandler,
            ConnectionTracker connections,
            ConnectionCounts counts) {
        this.lane = new Socket(laneFd);
        this.unixClients = unixClients;
        this.loop = loop;
        this.serving = serving;
        this.childHandler = childHandler;
        this.connections = connections;
        this.counts = counts;
    }

    /** Begins to take connections; done when it does. */
    public CompletableFuture<Void> start() {
        CompletableFuture<Void> started = new CompletableFuture<>();
        loop.register(this).addListener(future -> {
            if (!future.isSuccess()) {
                started.completeExceptionally(future.cause());
                return;
            }
            registration = (IoRegistration) future.getNow();
            submit(READ);
            started.complete(null);
        });
        return started;
    }

    @Override
    public FileDescriptor fd() {
        return lane;
    }

    @Override
    public void handle(IoRegistration registration, IoEvent event) {
        if (receive(batch()) == Received.NOTHING_OR_END
                && ((EpollIoEvent) event).ops().contains(EpollIoOps.EPOLLRDHUP)) {
            // The primary has ended the lane, or is gone; which of them the control connection tells.
            finish();
        }
    }

    /**
     * Returns how many to take at this event: those that are known to be there, and one at least. To try until EAGAIN
     * would cost a vain recvmsg(2) at each event. The primary counts what it has sent; where it has not yet done so, epoll
     * says at once again that there is more.
     */
    private int batch() {
        return (int) Math.max(1, Math.min(counts.waiting(), MAX_BATCH));
    }

    /** What a batch came to. */
    private enum Received {
        /** As many as allowed: there may be more. */
        ALL_ALLOWED,
        /** The lane is empty for now. */
        UNTIL_EMPTY,
        /** A message without a descriptor, or the end of the lane: the call does not tell one from the other. */
        NOTHING_OR_END,
        /** Too few descriptors are left to take more. */
        SHORT_OF_DESCRIPTORS
    }

    private Received receive(int max) {
        try {
            for (int taken = 0; taken < max; taken++) {
                int fd = lane.recvFd();
                if (fd == 0) {
                    return Received.UNTIL_EMPTY;
                }
                if (fd < 0) {
                    return Received.NOTHING_OR_END;
                }
                counts.received();
                adopt(fd);
                if (headroom.isShortAfter(fd)) {
                    pause();
                    return Received.SHORT_OF_DESCRIPTORS;
                }
            }
            return Received.ALL_ALLOWED;
        } catch (IOException e) {
            // A descriptor was sent that this process had no room for: it counts as received and as closed, so that
            // the primary's books stay right.
            counts.received();
            counts.closed();
            LOG.warn("a connection was lost on its way in: {}", e.getMessage());
            return Received.UNTIL_EMPTY;
        }
    }

    private void pause() {
        shortage.give();
        submit(PAUSED);
        loop.schedule(this::resume, SHORTAGE_PAUSE_MS, TimeUnit.MILLISECONDS);
    }

    private void resume() {
        if (stopped.isDone()) {
            return;
        }
        if (headroom.hasRecovered()) {
            submit(READ);
        } else {
            loop.schedule(this::resume, SHORTAGE_PAUSE_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void submit(EpollIoOps interest) {
        if (registration != null && registration.isValid()) {
            registration.submit(interest);
        }
    }

    private void adopt(int fd) {
        Channel channel = channelOf(fd);
        if (channel == null) {
            return;
        }
        channel.pipeline().addLast(childHandler);
        channel.closeFuture().addListener(counts.onClose());
        connections.add(channel);
        // A channel that can't be registered is closed by the transport, its close future included.
        serving.register(channel).addListener(registered -> {
            if (registered.isSuccess()) {
                connections.registered(channel);
            }
        });
    }

    private @Nullable Channel channelOf(int fd) {
        try {
            Channel channel = unixClients ? new EpollDomainSocketChannel(fd) : new EpollSocketChannel(fd);
            if (channel.isActive()) {
                return channel;
            }
            // The client has reset the connection meanwhile. Such a channel would never get an event, nor an end.
            channel.unsafe().closeForcibly();
        } catch (RuntimeException e) {
            LOG.debug("connection ended before it was served", e);
            close(new FileDescriptor(fd));
        }
        counts.closed();
        return null;
    }

    @Override
    public CompletableFuture<?> stop() {
        if (loop.inEventLoop()) {
            takeTheRest();
        } else if (loop.isShuttingDown()) {
            stopped.complete(null);
        } else {
            loop.execute(this::takeTheRest);
        }
        return stopped;
    }

    /** What is in the lane was accepted already: nobody but this worker would answer it once the lane is closed. */
    private void takeTheRest() {
        while (!stopped.isDone() && receive(MAX_BATCH) == Received.ALL_ALLOWED) {
            // on
        }
        finish();
    }

    private void finish() {
        if (registration != null) {
            registration.cancel();
        }
        close(lane);
        stopped.complete(null);
    }

    private static void close(FileDescriptor fd) {
        try {
            fd.close();
        } catch (IOException e) {
            LOG.debug("close failed", e);
        }
    }

    /** The event loop ends. */
    @Override
    public void close() {
        finish();
    }
}
