/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import io.netty.channel.unix.Errors;
import java.io.IOException;

/** What an error of accept(2) means for whoever accepts. */
public enum AcceptFailure {
    /** That one connection is gone; the next may be fine. */
    CONNECTION_GONE,
    /** No descriptor or memory left: trying again at once would fail again, and spin. */
    OUT_OF_RESOURCES,
    /** The listening socket itself can't be used. */
    LISTENER_GONE;

    private static final int EBADF = 9;
    private static final int ENOMEM = 12;
    private static final int EINVAL = 22;
    private static final int ENFILE = 23;
    private static final int EMFILE = 24;
    private static final int ENOTSOCK = 88;
    private static final int ENOBUFS = 105;

    /** Returns what an error means. */
    public static AcceptFailure of(IOException failure) {
        if (!(failure instanceof Errors.NativeIoException nativeFailure)) {
            return LISTENER_GONE;
        }
        return switch (-nativeFailure.expectedErr()) {
            case EMFILE, ENFILE, ENOBUFS, ENOMEM -> OUT_OF_RESOURCES;
            case EBADF, EINVAL, ENOTSOCK -> LISTENER_GONE;
            // accept(2), "Error handling": pending network errors are passed on by accept, to be treated as a retry.
            default -> CONNECTION_GONE;
        };
    }
}
