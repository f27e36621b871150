/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a route answers. Either used once, or {@linkplain #constant constant} and used by all connections at once.
 *
 * @param headers those of the content; what concerns the connection is added when the reply is sent
 * @param body owned by the reply
 * @param delayMs how long to wait before the reply is sent
 * @param streamedBytes of a body that is made while it is written, in place of {@code body}; 0 for none
 */
record Reply(HttpResponseStatus status, HttpHeaders headers, ByteBuf body, long delayMs, long streamedBytes) {
    private static final AsciiString TEXT = AsciiString.cached("text/plain; charset=utf-8");

    static Reply of(CharSequence contentType, ByteBuf body) {
        return new Reply(HttpResponseStatus.OK, contentHeaders(contentType, body), body, 0, 0);
    }

    static Reply json(String json) {
        return of(HttpHeaderValues.APPLICATION_JSON, utf8(json));
    }

    static Reply text(String text) {
        return text(HttpResponseStatus.OK, text);
    }

    static Reply text(HttpResponseStatus status, String text) {
        ByteBuf body = utf8(text);
        return new Reply(status, contentHeaders(TEXT, body), body, 0, 0);
    }

    /** Makes a reply that is sent again and again: nothing of it is built, or released, for a single request. */
    static Reply constant(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuf body =
                Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
        return new Reply(HttpResponseStatus.OK, contentHeaders(TEXT, body), body, 0, 0);
    }

    /** Makes a reply of any length, of which no more is in memory than the socket is about to take. */
    static Reply streamed(long bytes) {
        HttpHeaders headers = contentHeaders(HttpHeaderValues.APPLICATION_OCTET_STREAM, bytes);
        return new Reply(HttpResponseStatus.OK, headers, Unpooled.EMPTY_BUFFER, 0, bytes);
    }

    static Reply methodNotAllowed(Route route) {
        ByteBuf body = utf8("allowed: " + route.allow());
        HttpHeaders headers = contentHeaders(TEXT, body).copy().set(HttpHeaderNames.ALLOW, route.allow());
        return new Reply(HttpResponseStatus.METHOD_NOT_ALLOWED, headers, body, 0, 0);
    }

    static Reply bodyTooLarge(int maxBytes) {
        return text(
                HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                "body: too large (expected: at most " + maxBytes + " bytes)");
    }

    /** Makes the interim response to a client that waits for a word before it sends the body. */
    static FullHttpResponse goOn() {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
    }

    Reply after(long ms) {
        return new Reply(status, headers, body, ms, streamedBytes);
    }

    /**
     * Gives the reply away as a response.
     *
     * @param withBody false in answer to a HEAD: then the headers are all of it (RFC 9110 section 9.3.2)
     * @param connection the Connection header, or null for none
     * @param written is told when the last of it is in the socket
     */
    ChannelFuture write(
            ChannelHandlerContext ctx, boolean withBody, @Nullable CharSequence connection, ChannelPromise written) {
        HttpHeaders all = connection == null ? headers : headers.copy().set(HttpHeaderNames.CONNECTION, connection);
        if (streamedBytes > 0 && withBody) {
            ctx.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, status, all), ctx.voidPromise());
            return ctx.write(new HttpChunkedInput(new RepeatedBytes(streamedBytes)), written);
        }
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, withBody ? ownBody() : noBody(), all, EmptyHttpHeaders.INSTANCE);
        return ctx.write(response, written);
    }

    void release() {
        body.release();
    }

    /** A constant body is read by several event loops at a time, and reading moves its index. */
    private ByteBuf ownBody() {
        return body.duplicate();
    }

    private ByteBuf noBody() {
        release();
        return Unpooled.EMPTY_BUFFER;
    }

    private static ByteBuf utf8(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpHeaders contentHeaders(CharSequence contentType, ByteBuf body) {
        return contentHeaders(contentType, body.readableBytes());
    }

    private static HttpHeaders contentHeaders(CharSequence contentType, long bytes) {
        return new ReadOnlyHttpHeaders(
                false, HttpHeaderNames.CONTENT_TYPE, contentType, HttpHeaderNames.CONTENT_LENGTH, Long.toString(bytes));
    }
}
