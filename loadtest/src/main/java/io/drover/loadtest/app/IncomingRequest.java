/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A request from its head to its answer. Its body is gathered only where a route reads it.
 *
 * <p>Threading: owned by the connection's event loop.
 */
final class IncomingRequest {
    static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    /** Of an announced length no more than this is believed in advance. */
    private static final int MAX_INITIAL_BYTES = 64 * 1024;

    private final HttpRequest head;
    private final RequestTarget target;
    private final boolean keepAlive;
    private @Nullable ByteBuf body; // made when its first bytes come
    private boolean keepsBody;
    private boolean tooLarge;

    IncomingRequest(HttpRequest head, Routes routes) {
        this.head = head;
        this.target = RequestTarget.parse(head.uri());
        this.keepAlive = HttpUtil.isKeepAlive(head);
        this.keepsBody = routes.readsBody(head.method(), target);
        if (keepsBody && announcedBytes() > MAX_BODY_BYTES) {
            refuseBody();
        }
    }

    boolean keepAlive() {
        return keepAlive;
    }

    boolean isHead() {
        return head.method().equals(HttpMethod.HEAD);
    }

    /** Tells whether the client has to be told that its connection stays open: HTTP/1.0 takes the opposite for granted. */
    boolean isHttp10() {
        return head.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }

    /** Tells whether the client waits for a word before it sends the body (RFC 9110 section 10.1.1). */
    boolean awaitsContinue() {
        return HttpUtil.is100ContinueExpected(head);
    }

    /** Tells whether the body is, or was announced to be, more than {@link #MAX_BODY_BYTES}. */
    boolean isTooLarge() {
        return tooLarge;
    }

    /** Takes the next part of the body, which stays the caller's. */
    void onContent(ByteBuf content, ByteBufAllocator allocator) {
        if (!keepsBody || !content.isReadable()) {
            return;
        }
        if (body == null) {
            body = allocator.buffer((int) Math.min(announcedBytes(), MAX_INITIAL_BYTES), MAX_BODY_BYTES);
        }
        if (content.readableBytes() > body.maxWritableBytes()) {
            refuseBody();
        } else {
            // Copied, not composed: a part of one byte would keep the whole buffer it was read into.
            body.writeBytes(content);
        }
    }

    /** Gives the request and its body to a route. */
    Request complete(@Nullable SocketAddress peer) {
        ByteBuf whole = body == null ? Unpooled.EMPTY_BUFFER : body;
        body = null;
        return new Request(head.method(), target, head.headers(), whole, peer);
    }

    /** Drops what came of the body. */
    void release() {
        if (body != null) {
            body.release();
            body = null;
        }
    }

    private void refuseBody() {
        tooLarge = true;
        keepsBody = false;
        release();
    }

    private long announcedBytes() {
        // Absent in a chunked request; then a middling guess.
        return HttpUtil.getContentLength(head, 1024L);
    }
}
