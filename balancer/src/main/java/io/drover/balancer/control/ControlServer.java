/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.control;

import io.drover.core.control.ControlFrameCodec;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The control socket. Three things keep others out: its directory lets in nobody else, the peer's user id is checked
 * (unix(7) SO_PEERCRED), and a worker must know the token it was started with.
 *
 * <p>Threading: owned by the supervisor thread.
 */
public final class ControlServer {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(ControlServer.class);

    private final Channel channel;

    private ControlServer(Channel channel) {
        this.channel = channel;
    }

    /**
     * Opens the socket. May be called from any thread.
     *
     * @param path of the socket, in a private directory
     * @param uid whose processes are let in
     * @param supervisor the supervisor thread
     * @param events told what workers say
     * @param commands told what operators ask for
     * @throws IOException when it can't be opened
     */
    public static ControlServer open(
            Path path, int uid, EventLoop supervisor, SessionEvents events, CommandEvents commands) throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(supervisor)
                .channel(EpollServerDomainSocketChannel.class)
                .childHandler(new ChannelInitializer<EpollDomainSocketChannel>() {
                    @Override
                    protected void initChannel(EpollDomainSocketChannel child) throws IOException {
                        int peer = child.peerCredentials().uid();
                        if (peer != uid) {
                            LOG.warn("control socket: refused a process of user {} (expected: user {})", peer, uid);
                            child.close();
                            return;
                        }
                        child.pipeline().addLast(new ControlFrameCodec(), new WorkerSession(events, commands));
                    }
                })
                .bind(new DomainSocketAddress(path.toFile()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("control socket: " + path + " can't be opened", bound.cause());
        }
        return new ControlServer(bound.channel());
    }

    /** Lets nobody in any more. */
    public void close() {
        channel.close();
    }
}
