/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer;

/** Drover can't run here: it needs Linux and its epoll, through Netty's native transport, which must be loaded from a file. */
public final class UnsupportedSystemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnsupportedSystemException(String message, Throwable cause) {
        super(message, cause);
    }
}
