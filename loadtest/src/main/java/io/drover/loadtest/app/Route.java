/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import io.netty.handler.codec.http.HttpMethod;
import java.util.function.Function;

/**
 * One path of the application. It has a body to read, or it doesn't; that decides on the methods as well.
 *
 * @param readsBody whether requests are POSTs whose body {@code answer} gets
 * @param answer called on the connection's event loop
 */
record Route(boolean readsBody, Function<Request, Reply> answer) {

    static Route read(Function<Request, Reply> answer) {
        return new Route(false, answer);
    }

    static Route post(Function<Request, Reply> answer) {
        return new Route(true, answer);
    }

    boolean allows(HttpMethod method) {
        return readsBody
                ? method.equals(HttpMethod.POST)
                : method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    /** Returns the methods as the Allow header lists them. */
    String allow() {
        return readsBody ? "POST" : "GET, HEAD";
    }
}
