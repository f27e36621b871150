/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import java.io.IOException;

/** What an error of accept(2) means for whoever accepts. */
public enum AcceptFailure {
    /** That one connection is gone; the next may be fine. */
    CONNECTION_GONE,
    /** No descriptor or memory left: trying again at once would fail again, and spin. */
    OUT_OF_RESOURCES,
    /** The listening socket itself can't be used. */
    LISTENER_GONE;

    /** Returns what an error means. */
    public static AcceptFailure of(IOException failure) {
        return switch (ErrorNumber.of(failure)) {
            case ErrorNumber.EMFILE, ErrorNumber.ENFILE, ErrorNumber.ENOBUFS, ErrorNumber.ENOMEM -> OUT_OF_RESOURCES;
            case ErrorNumber.EBADF, ErrorNumber.EINVAL, ErrorNumber.ENOTSOCK, ErrorNumber.NONE -> LISTENER_GONE;
            // accept(2), "Error handling": pending network errors are passed on by accept, to be treated as a retry.
            default -> CONNECTION_GONE;
        };
    }
}
