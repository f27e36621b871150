/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.dispatch.ConnectionSink;
import io.drover.balancer.dispatch.Forwarding;
import io.drover.balancer.events.ClusterEvent.ListenerOpened;
import io.drover.balancer.events.ClusterListener;
import io.drover.balancer.listener.Acceptors;
import io.drover.balancer.listener.ListenRefusedException;
import io.drover.balancer.listener.Listener;
import io.drover.balancer.listener.ListenerTable;
import io.drover.core.config.ListenAddress;
import io.drover.core.control.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens the addresses that the user named, where no worker asks for them.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class PublicListeners {
    /** The kernel takes what it allows (net.core.somaxconn). */
    private static final int BACKLOG = 65_535;

    private final ListenerTable listeners;
    private final Acceptors acceptors;
    private final Forwarding forwarding;
    private final ClusterListener events;

    PublicListeners(ListenerTable listeners, Acceptors acceptors, Forwarding forwarding, ClusterListener events) {
        this.listeners = listeners;
        this.acceptors = acceptors;
        this.forwarding = forwarding;
        this.events = events;
    }

    /** Opens all; returns why one of them can't be, or null. */
    @Nullable
    String open(List<ListenAddress> addresses) {
        for (ListenAddress address : addresses) {
            Endpoint endpoint = new Endpoint.Tcp(address.host(), address.port());
            try {
                open(listeners.open(endpoint, 0, BACKLOG, 0));
            } catch (ListenRefusedException e) {
                return "can't listen on " + endpoint + ": " + e.getMessage();
            }
        }
        return null;
    }

    /** Has connections accepted on one. */
    void open(Listener listener) {
        ConnectionSink sink = forwarding.sinkFor(listener.id());
        if (sink != null) {
            acceptors.requestOpen(listener, sink);
        }
        events.onEvent(new ListenerOpened(listener.endpoint().toString()));
    }
}
