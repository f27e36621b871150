/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A whole request, as a route sees it.
 *
 * @param body what {@link Route#readsBody} asked for, to be released or passed on by the route; else empty
 * @param peer the other end of the connection, null where it is gone
 */
record Request(
        HttpMethod method,
        RequestTarget target,
        HttpHeaders headers,
        ByteBuf body,
        @Nullable SocketAddress peer) {}
