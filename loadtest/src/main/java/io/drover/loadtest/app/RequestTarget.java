/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a request line asks for.
 *
 * @param path as it was sent, not decoded
 * @param query what follows the question mark, or empty
 */
record RequestTarget(String path, String query) {

    /** Reads a target in the forms of RFC 9112 section 3.2; of an absolute one, scheme and authority are dropped. */
    static RequestTarget parse(String uri) {
        String originForm = uri.startsWith("/") ? uri : withoutAuthority(uri);
        int mark = originForm.indexOf('?');
        return mark < 0
                ? new RequestTarget(originForm, "")
                : new RequestTarget(originForm.substring(0, mark), originForm.substring(mark + 1));
    }

    /**
     * Reads a query parameter.
     *
     * @param absent what is returned where the query doesn't have it
     * @throws InvalidValueException when it is no number of that range
     */
    long number(String name, NumberRange range, long absent) {
        if (query.isEmpty()) {
            return absent;
        }
        List<String> values = parameter(name);
        return values.isEmpty() ? absent : range.parse(name, values.get(0));
    }

    private List<String> parameter(String name) {
        try {
            return new QueryStringDecoder(query, StandardCharsets.UTF_8, false)
                    .parameters()
                    .getOrDefault(name, List.of());
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException("query", query, "name=value pairs, percent-encoded");
        }
    }

    private static String withoutAuthority(String uri) {
        int scheme = uri.indexOf("://");
        if (scheme < 0) {
            return uri;
        }
        int path = uri.indexOf('/', scheme + "://".length());
        return path < 0 ? "/" : uri.substring(path);
    }
}
