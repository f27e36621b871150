/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.util.Map;

/**
 * The answer to a request.
 *
 * @param status code
 * @param headers by name in lower case
 * @param body as text
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {
    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /** Tells whether the server closes the connection after it. */
    public boolean isLast() {
        return "close".equals(headers.get("connection"));
    }
}
