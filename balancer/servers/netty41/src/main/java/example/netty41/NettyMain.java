/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package example.netty41;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;

/** Says who answers whom, on Netty 4.1: {@code --port=8080}, and {@code --epoll} for epoll in place of NIO. */
public final class NettyMain {
    private NettyMain() {}

    public static void main(String[] args) {
        int port = 8080;
        boolean isEpoll = false;
        for (String arg : args) {
            isEpoll |= arg.equals("--epoll");
            if (arg.startsWith("--port=")) {
                port = Integer.parseInt(arg.substring("--port=".length()));
            }
        }
        if (isEpoll) {
            Epoll.ensureAvailability();
        }
        EventLoopGroup group = isEpoll ? new EpollEventLoopGroup() : new NioEventLoopGroup();
        Channel server = new ServerBootstrap()
                .group(group)
                .channel(isEpoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new AnswerHandler());
                    }
                })
                .bind(port)
                .syncUninterruptibly()
                .channel();
        server.closeFuture().addListener(closed -> group.shutdownGracefully());
    }
}
