/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives.io.netty.channel;

/** What the library throws where the system refuses something. */
public final class ChannelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ChannelException(String message) {
        super(message);
    }
}
