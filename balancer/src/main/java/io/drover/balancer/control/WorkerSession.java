/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.control;

import io.drover.core.control.ControlMessage;
import io.drover.core.control.ControlMessage.Command;
import io.drover.core.control.ControlMessage.Done;
import io.drover.core.control.ControlMessage.FetchDescriptor;
import io.drover.core.control.ControlMessage.Hello;
import io.drover.core.control.ControlMessage.Refused;
import io.drover.core.control.ControlMessage.ReturnConnections;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketReadMode;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the control socket: a worker's session, a short one that fetches a descriptor, or an operator's.
 *
 * <p>Threading: owned by the supervisor thread.
 */
public final class WorkerSession extends SimpleChannelInboundHandler<ControlMessage> {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(WorkerSession.class);
    private static final long NOBODY = 0;

    /** A worker speaks at once; anything else only holds a descriptor. */
    private static final int FIRST_MESSAGE_TIMEOUT_S = 10;

    private final SessionEvents events;
    private final CommandEvents commands;
    private @Nullable Channel channel;
    private @Nullable IntConsumer returned;
    private long workerId = NOBODY;
    private boolean spoken;

    WorkerSession(SessionEvents events, CommandEvents commands) {
        this.events = events;
        this.commands = commands;
    }

    /** Says something to the worker; nothing happens where it is gone. */
    public void send(ControlMessage message) {
        if (channel != null) {
            channel.writeAndFlush(message);
        }
    }

    /** Ends the connection. */
    public void close() {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        context.executor()
                .schedule(
                        () -> {
                            if (!spoken) {
                                context.close();
                            }
                        },
                        FIRST_MESSAGE_TIMEOUT_S,
                        TimeUnit.SECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ControlMessage message) {
        spoken = true;
        if (workerId != NOBODY) {
            events.onMessage(workerId, message);
        } else if (message instanceof Hello hello) {
            join(context, hello);
        } else if (message instanceof ReturnConnections giving) {
            takeBack(context, giving);
        } else if (message instanceof Command command) {
            commands.onCommand(command.words(), new CommandReply(context.channel()));
        } else if (message instanceof FetchDescriptor fetch) {
            passDescriptor(context, fetch);
        } else {
            refuse(context, "first message: " + message + " (expected: Hello)");
        }
    }

    private void join(ChannelHandlerContext context, Hello hello) {
        try {
            ControlMessage welcome = events.onHello(hello, this);
            workerId = hello.workerId();
            context.writeAndFlush(welcome);
        } catch (RefusedException e) {
            refuse(context, e.getMessage());
        }
    }

    private void passDescriptor(ChannelHandlerContext context, FetchDescriptor fetch) {
        try {
            FileDescriptor passed = events.onFetch(fetch);
            if (passed == null) {
                // The end says so.
                context.close();
                return;
            }
            // On the channel itself, past the frame codec: the descriptor travels as one byte with SCM_RIGHTS.
            context.channel().writeAndFlush(passed).addListener(ChannelFutureListener.CLOSE);
        } catch (RefusedException | IOException e) {
            LOG.warn(
                    "worker {}: no descriptor of listener {}: {}",
                    fetch.workerId(),
                    fetch.listenerId(),
                    e.getMessage());
            context.close();
        }
    }

    private void takeBack(ChannelHandlerContext context, ReturnConnections giving) {
        try {
            returned = events.onReturn(giving);
            // Before the answer, which the worker waits for: a descriptor that is read as bytes is lost.
            ((EpollDomainSocketChannel) context.channel()).config().setReadMode(DomainSocketReadMode.FILE_DESCRIPTORS);
            context.writeAndFlush(new Done(""));
        } catch (RefusedException e) {
            refuse(context, e.getMessage());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof FileDescriptor connection && returned != null) {
            returned.accept(connection.intValue());
        } else {
            super.channelRead(context, message);
        }
    }

    private static void refuse(ChannelHandlerContext context, @Nullable String reason) {
        context.writeAndFlush(new Refused(String.valueOf(reason))).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (workerId != NOBODY) {
            events.onClosed(workerId);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("control connection of worker {} failed", workerId, cause);
        context.close();
    }
}
