/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package example.netty41;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;

/** Answers requests, to clients too that have closed their half of the connection. */
final class AnswerHandler extends SimpleChannelInboundHandler<HttpRequest> {
    private int unanswered;
    private boolean isInputShut;

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpRequest request) {
        unanswered++;
        boolean isLast = !HttpUtil.isKeepAlive(request);
        QueryStringDecoder target = new QueryStringDecoder(request.uri());
        if (target.path().equals("/slow")) {
            long delayMs = Long.parseLong(target.parameters().get("ms").get(0));
            ctx.executor().schedule(() -> answer(ctx, isLast), delayMs, TimeUnit.MILLISECONDS);
        } else {
            answer(ctx, isLast);
        }
    }

    private void answer(ChannelHandlerContext ctx, boolean isLast) {
        unanswered--;
        ByteBuf body = ByteBufUtil.writeUtf8(
                ctx.alloc(),
                String.format(
                        "{\"pid\":%d,\"remote\":\"%s\",\"local\":\"%s\",\"server\":\"netty41\"}",
                        ProcessHandle.current().pid(),
                        text(ctx.channel().remoteAddress()),
                        text(ctx.channel().localAddress())));
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        HttpUtil.setContentLength(response, body.readableBytes());
        HttpUtil.setKeepAlive(response, !isLast);
        ctx.writeAndFlush(response);
        if (isLast) {
            close(ctx);
        } else {
            closeWhenDone(ctx);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            isInputShut = true;
            closeWhenDone(ctx);
        }
    }

    private void closeWhenDone(ChannelHandlerContext ctx) {
        if (isInputShut && unanswered == 0) {
            close(ctx);
        }
    }

    /** After all that is being written. */
    private static void close(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(ctx.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A client that resets its connection.
        ctx.close();
    }

    private static String text(SocketAddress address) {
        InetSocketAddress inet = (InetSocketAddress) address;
        return inet.getAddress().getHostAddress() + ":" + inet.getPort();
    }
}
