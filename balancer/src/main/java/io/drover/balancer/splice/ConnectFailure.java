/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.ErrorNumber;
import java.io.IOException;

/** What an error of connect(2) says of the destination. */
enum ConnectFailure {
    /** It can't be reached. */
    UNREACHABLE,
    /** The backlog of its unix socket is full: nothing will tell when it no longer is. */
    BUSY,
    /** No local port is left to connect to it from, which is not its fault. */
    NO_PORT;

    static ConnectFailure of(IOException failure) {
        return switch (ErrorNumber.of(failure)) {
            case ErrorNumber.EAGAIN -> BUSY;
            case ErrorNumber.EADDRNOTAVAIL -> NO_PORT;
            default -> UNREACHABLE;
        };
    }
}
