/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it.compat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client has learned from one answer.
 *
 * @param client the address that the client itself has
 * @param pid of the process that answered
 * @param remote the address that the server sees the client at
 * @param local the address that the server was reached at
 */
record Answer(String client, long pid, String remote, String local) {
    private static final Pattern FORMAT =
            Pattern.compile("\\{\"pid\":(\\d+),\"remote\":\"([^\"]+)\",\"local\":\"([^\"]+)\",\"server\":\"[^\"]+\"}");

    static Answer parse(String client, String body) {
        Matcher found = FORMAT.matcher(body);
        if (!found.matches()) {
            throw new AssertionError("answer: " + body + " (expected: " + FORMAT + ")");
        }
        return new Answer(client, Long.parseLong(found.group(1)), found.group(2), found.group(3));
    }
}
