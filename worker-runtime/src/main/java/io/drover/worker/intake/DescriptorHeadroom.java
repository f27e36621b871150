/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.intake;

import io.drover.core.limits.DescriptorLimit;
import io.netty.channel.ChannelException;
import io.netty.channel.unix.Socket;
import java.io.IOException;

/**
 * Whether this process has descriptors to spare, besides those for the application's own files and outgoing connections.
 *
 * <p>A descriptor that is passed to a process without room for it is lost: recvmsg(2) succeeds and only sets
 * MSG_CTRUNC. So the intake stops before that, and leaves the connections in the lane where the primary can reach them.
 *
 * <p>Threading: immutable; safe from any thread.
 */
public final class DescriptorHeadroom {
    private final DescriptorLimit limit = DescriptorLimit.ofThisProcess();

    private DescriptorHeadroom() {}

    /** Reads how many it may have. */
    public static DescriptorHeadroom ofThisProcess() {
        return new DescriptorHeadroom();
    }

    /** Tells whether a descriptor that was just received is among the last there are. */
    public boolean isShortAfter(int fd) {
        return limit.isReserved(fd);
    }

    /** Tells whether there is room again, by making a descriptor. */
    public boolean hasRecovered() {
        try {
            Socket probe = Socket.newSocketDomain();
            boolean room = !isShortAfter(probe.intValue());
            probe.close();
            return room;
        } catch (IOException | ChannelException e) {
            return false;
        }
    }
}
