/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.testapp;

import io.netty.handler.codec.http.HttpRequestDecoder;

/** A decoder that knows whether it holds a part of a request; the clients of these tests send each head in one go. */
final class AppDecoder extends HttpRequestDecoder {
    boolean isEmpty() {
        return actualReadableBytes() == 0;
    }
}
