/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.http;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;

/** Makes of a response the last one of its connection. */
final class LastResponse {
    private LastResponse() {}

    /** Returns the response with {@code Connection: close}; what it carries goes with it. */
    static HttpResponse of(HttpResponse response) {
        if (response instanceof FullHttpResponse full) {
            // Its headers are copied by this.
            FullHttpResponse last = full.replace(full.content());
            last.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            return last;
        }
        if (response instanceof HttpContent) {
            // A class of the application's with a body in it, which nobody else can make anew.
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            return response;
        }
        // An application may send the same headers over all connections, and may have made them read-only.
        HttpHeaders headers = response.headers().copy().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return new DefaultHttpResponse(response.protocolVersion(), response.status(), headers);
    }
}
