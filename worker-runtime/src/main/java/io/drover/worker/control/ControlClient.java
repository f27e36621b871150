/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.control;

import io.drover.core.control.ControlFrameCodec;
import io.drover.core.control.ControlFrameLayout;
import io.drover.core.control.ControlMessage;
import io.drover.core.control.ControlMessage.Done;
import io.drover.core.control.ControlMessage.FetchDescriptor;
import io.drover.core.control.ControlMessage.Hello;
import io.drover.core.control.ControlMessage.Listen;
import io.drover.core.control.ControlMessage.ReturnConnections;
import io.drover.core.control.ControlMessage.Welcome;
import io.drover.core.control.Endpoint;
import io.drover.core.control.WorkerEnvironment;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.DomainSocketReadMode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The worker's connection to its primary. It is made once and never again: a worker whose connection has ended has lost
 * its primary.
 *
 * <p>Threading: owned by the control loop; safe from any thread: all public methods. Those that wait must not be called
 * on the control loop.
 */
public final class ControlClient {
    /** The primary answers from an event loop that never waits; one that takes longer is gone or stopped. */
    private static final int ANSWER_TIMEOUT_S = 30;

    /** SO_RCVBUF of a listener: as large as the system makes it. */
    private static final int SYSTEM_BUFFER = 0;

    private final WorkerEnvironment environment;
    private final EventLoop loop;
    private final ControlClientHandler handler;
    private final Channel channel;
    private final Welcome welcome;

    private ControlClient(
            WorkerEnvironment environment,
            EventLoop loop,
            ControlClientHandler handler,
            Channel channel,
            Welcome welcome) {
        this.environment = environment;
        this.loop = loop;
        this.handler = handler;
        this.channel = channel;
        this.welcome = welcome;
    }

    /**
     * Connects and introduces this worker.
     *
     * @param events told from now on
     * @throws IOException when the primary can't be reached or refuses this worker
     */
    public static ControlClient join(WorkerEnvironment environment, EventLoop loop, PrimaryEvents events)
            throws IOException {
        ControlClientHandler handler = new ControlClientHandler(events);
        Channel channel = connect(environment, loop, DomainSocketReadMode.BYTES, new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel ch) {
                ch.pipeline().addLast(new ControlFrameCodec(), handler);
            }
        });
        channel.writeAndFlush(new Hello(
                ControlFrameLayout.PROTOCOL_VERSION,
                environment.workerId(),
                environment.token(),
                ProcessHandle.current().pid(),
                false));
        return new ControlClient(environment, loop, handler, channel, await(handler.welcome()));
    }

    /** Returns what the primary said when it took this worker in. */
    public Welcome welcome() {
        return welcome;
    }

    /**
     * Asks for a listener and waits for the answer.
     *
     * @return {@link ControlMessage.Listening} or {@link ControlMessage.ListenFailed}
     * @throws IOException when the primary is gone
     */
    public ControlMessage listen(Endpoint endpoint, int index, int backlog) throws IOException {
        CompletableFuture<ControlMessage> answer = new CompletableFuture<>();
        loop.execute(() -> {
            int requestId = handler.expectAnswer(answer);
            channel.writeAndFlush(new Listen(requestId, endpoint, index, backlog, SYSTEM_BUFFER));
        });
        return await(answer);
    }

    /**
     * Fetches the descriptor of a listener, over a connection of its own.
     *
     * @return the descriptor, owned by the caller
     * @throws IOException when the primary is gone
     */
    public int fetchDescriptor(int listenerId) throws IOException {
        DescriptorHandler receiver = new DescriptorHandler();
        Channel second = connect(environment, loop, DomainSocketReadMode.FILE_DESCRIPTORS, new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel ch) {
                ch.pipeline().addLast(new ControlFrameCodec(), receiver);
            }
        });
        try {
            second.writeAndFlush(new FetchDescriptor(environment.workerId(), environment.token(), listenerId));
            return await(receiver.descriptor());
        } finally {
            second.close();
        }
    }

    /**
     * Opens the way back for connections of a listener.
     *
     * @throws IOException when the primary does not take any
     */
    public ReturnLane openReturn(int listenerId) throws IOException {
        CompletableFuture<ControlMessage> answer = new CompletableFuture<>();
        Channel back = connect(environment, loop, DomainSocketReadMode.BYTES, new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel ch) {
                ch.pipeline().addLast(new ControlFrameCodec(), new FirstAnswerHandler(answer));
            }
        });
        back.writeAndFlush(new ReturnConnections(environment.workerId(), environment.token(), listenerId));
        if (await(answer) instanceof Done) {
            return new ReturnLane(loop, back);
        }
        back.close();
        throw new IOException("primary: takes no connections back");
    }

    /** Returns the control loop. */
    public EventLoop loop() {
        return loop;
    }

    /** Tells the primary something. */
    public void send(ControlMessage message) {
        channel.writeAndFlush(message);
    }

    /** Ends the connection without counting the primary as lost. */
    public void close() {
        handler.expectEnd();
        channel.close();
    }

    private static Channel connect(
            WorkerEnvironment environment,
            EventLoop loop,
            DomainSocketReadMode mode,
            ChannelInitializer<Channel> initializer)
            throws IOException {
        CompletableFuture<Channel> connected = new CompletableFuture<>();
        new Bootstrap()
                .group(loop)
                .channel(EpollDomainSocketChannel.class)
                .option(EpollChannelOption.DOMAIN_SOCKET_READ_MODE, mode)
                .handler(initializer)
                .connect(new DomainSocketAddress(environment.control().toFile()))
                .addListener((ChannelFutureListener) future -> {
                    if (future.isSuccess()) {
                        connected.complete(future.channel());
                    } else {
                        connected.completeExceptionally(future.cause());
                    }
                });
        return await(connected);
    }

    private static <T> T await(CompletableFuture<T> answer) throws IOException {
        try {
            return answer.get(ANSWER_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException("primary: " + (cause == null ? e : cause.getMessage()), cause);
        } catch (TimeoutException e) {
            throw new IOException("primary: no answer within " + ANSWER_TIMEOUT_S + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the primary");
        }
    }
}
