/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an error of connect(2) says of the destination. */
enum ConnectFailure {
    /** It can't be reached. */
    UNREACHABLE,
    /** The backlog of its unix socket is full: nothing will tell when it no longer is. */
    BUSY,
    /** No local port is left to connect to it from, which is not its fault. */
    NO_PORT;

    private static final int EAGAIN = 11;
    private static final int EADDRNOTAVAIL = 99;

    /** The transport has the number nowhere else. */
    private static final Pattern NUMBER = Pattern.compile("error\\(-(\\d{1,4})\\)");

    static ConnectFailure of(IOException failure) {
        Matcher number = NUMBER.matcher(String.valueOf(failure.getMessage()));
        return switch (number.find() ? Integer.parseInt(number.group(1)) : 0) {
            case EAGAIN -> BUSY;
            case EADDRNOTAVAIL -> NO_PORT;
            default -> UNREACHABLE;
        };
    }
}
