/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.instrument;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Leaves the sockets of the application to it. */
final class LeftAlone implements SocketCalls {
    private static final int NONE_NOW = -1;

    @Override
    public Object bind(int fd, SocketAddress address) {
        return false;
    }

    @Override
    public void listen(int fd, int backlog) {}

    @Override
    public int receive(int lane) {
        return NONE_NOW;
    }

    @Override
    public byte @Nullable [] peer(int fd) {
        return null;
    }

    @Override
    public void optionSet(int fd) {}

    @Override
    public void received(int listener, int fd) {}

    @Override
    public void closed(int fd) {}

    @Override
    public void listenerClosed(int fd) {}
}
