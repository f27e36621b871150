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
import java.util.concurrent.atomic.AtomicInteger;

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

    /** By listener, of which a port can have had others before. */
    private final Map<Integer, ReturnLane> lanes = new ConcurrentHashMap<>();

    /** How many more the primary wants while the worker serves on. */
    private final AtomicInteger wanted = new AtomicInteger();

    private volatile boolean draining; // written once by the thread that drains, read on event loops

    /** Notes a listener whose connections can go back. */
    void listens(int port, int listenerId) {
        listeners.put(port, listenerId);
    }

    /** The worker no longer listens there; the primary may know nothing of the listener any more. */
    void forget(int listenerId) {
        listeners.values().remove(listenerId);
    }

    /** The worker drains: any number of connections can go back. */
    void openForDrain(ControlClient control) {
        open(control);
        draining = true;
    }

    /** So many connections can go back, and the worker serves on. */
    void openFor(int count, ControlClient control) {
        open(control);
        wanted.set(count);
    }

    /** Opens the ways back that are not open yet; those of listeners that are closed by now stay shut. */
    private synchronized void open(ControlClient control) {
        for (int listenerId : listeners.values()) {
            if (lanes.containsKey(listenerId)) {
                continue;
            }
            try {
                lanes.put(listenerId, control.openReturn(listenerId));
            } catch (IOException e) {
                LOG.debug("connections of listener {} are not given back", listenerId, e);
            }
        }
    }

    /** Tells whether every connection may go that is idle. */
    boolean isOpenForDrain() {
        return draining && !lanes.isEmpty();
    }

    /** Tells whether the primary wants more of a worker that serves on. */
    boolean isWanted() {
        return !draining && wanted.get() > 0;
    }

    /** Returns false, with nothing done, where the primary does not take this one. */
    boolean give(Channel channel) {
        if (!(channel instanceof EpollSocketChannel connection)
                || !(channel.localAddress() instanceof InetSocketAddress local)) {
            return false;
        }
        Integer listenerId = listeners.get(local.getPort());
        ReturnLane lane = listenerId == null ? null : lanes.get(listenerId);
        if (lane == null || !(draining || wanted.getAndUpdate(count -> Math.max(0, count - 1)) > 0)) {
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
