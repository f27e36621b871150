/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import io.drover.core.limits.DescriptorLimit;
import io.netty.channel.unix.Socket;
import java.io.IOException;

/**
 * The descriptors that connections leave to the primary itself: to start a worker, to open its lane, to answer an
 * operator. A relay whose clients have taken all of them could not even be stopped by a command.
 *
 * <p>Threading: immutable; safe from any thread.
 */
public final class DescriptorReserve {
    private final DescriptorLimit limit;

    /** Keeps the last ones below a limit. */
    public DescriptorReserve(DescriptorLimit limit) {
        this.limit = limit;
    }

    /** Tells whether a descriptor that was just made is one of the reserve. */
    public boolean includes(int fd) {
        return limit.isReserved(fd);
    }

    /** Tells whether connections have left it alone, by making a descriptor. */
    public boolean isUntouched() {
        try {
            Socket probe = Descriptors.open(Socket::newSocketDomain);
            boolean untouched = !includes(probe.intValue());
            Descriptors.close(probe);
            return untouched;
        } catch (IOException e) {
            return false;
        }
    }
}
