/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker;

import io.drover.worker.control.ControlClient;
import io.drover.worker.control.ReturnLane;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives connections back to the primary, which gives them to other workers. The client notices nothing: what it sends
 * meanwhile waits in the socket.
 *
 * <p>Threading: safe from any thread; {@link #give} on the event loop of the channel.
 */
final class HandBack {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(HandBack.class);

    /** By port, which a channel knows: what it came from is not kept for every connection. */
    private final Map<Integer, Integer> listeners = new ConcurrentHashMap<>();

    private final Map<Integer, ReturnLane> lanes = new ConcurrentHashMap<>();

    /** Notes a listener whose connections can go back. */
    void listens(int port, int listenerId) {
        listeners.put(port, listenerId);
    }

    /** Opens the ways back; those of listeners that are closed by now stay shut. */
    void open(ControlClient control) {
        listeners.forEach((port, listenerId) -> {
            try {
                lanes.put(port, control.openReturn(listenerId));
            } catch (IOException e) {
                LOG.debug("connections of port {} are not given back", port, e);
            }
        });
    }

    boolean isOpen() {
        return !lanes.isEmpty();
    }

    /** Returns false, with nothing done, where the primary does not take this one. */
    boolean give(Channel channel) {
        if (!(channel instanceof EpollSocketChannel connection)
                || !(channel.localAddress() instanceof InetSocketAddress local)) {
            return false;
        }
        ReturnLane lane = lanes.get(local.getPort());
        if (lane == null) {
            return false;
        }
        // From here on nobody reads: what the client sends next is for the other worker.
        channel.config().setAutoRead(false);
        channel.deregister().addListener(deregistered -> {
            if (deregistered.isSuccess()) {
                lane.send(connection.fd().intValue(), sent -> channel.close());
            } else {
                channel.close();
            }
        });
        return true;
    }
}
