/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker;

import io.drover.worker.drain.Drain;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.net.SocketAddress;

/** How this process takes part: as a worker of a cluster, or alone. */
interface Membership {

    /**
     * Listens.
     *
     * @param address an {@link java.net.InetSocketAddress} or a unix socket address
     * @param childHandler set on every connection
     * @throws java.net.BindException when the address can't be had, with the reason
     * @throws IOException when the primary can't be reached, or doesn't answer
     */
    WorkerListener listen(SocketAddress address, ChannelHandler childHandler) throws IOException;

    /** Says that the application can serve. */
    void ready();

    /** Asks to be drained: alone that begins at once, in a cluster when the primary has taken the worker out. */
    void requestDrain();

    /** Tells whether {@link #handBack} may succeed. */
    boolean canHandBack();

    /** Gives a connection to another worker; returns false, with nothing done, where that can't be. */
    boolean handBack(Channel channel);

    /** Counts requests that were answered. */
    void countRequests(int count);

    /** Returns the drain of this process. */
    Drain drain();

    /** Gives up what is not an event loop of the application. */
    void close();
}
