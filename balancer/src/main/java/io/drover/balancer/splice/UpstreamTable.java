/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.core.config.Upstream;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The upstreams of the user's, as destinations: one for each address that a name has.
 *
 * <p>Threading: immutable.
 */
final class UpstreamTable {
    /** As many connects may be under way to one at once: it may be far away. */
    private static final int WINDOW = 4096;

    private final Destination[] destinations;

    private UpstreamTable(Destination[] destinations) {
        this.destinations = destinations;
    }

    /**
     * Resolves the upstreams' names.
     *
     * @param loads gives the n-th destination what counts its connections
     * @throws UnknownHostException when a name can't be resolved
     */
    static UpstreamTable of(List<Upstream> upstreams, int maxConnections, IntFunction<WorkerLoad> loads)
            throws UnknownHostException {
        List<Destination> destinations = new ArrayList<>();
        for (Upstream upstream : upstreams) {
            for (SocketAddress address : addressesOf(upstream)) {
                WorkerLoad load = loads.apply(destinations.size());
                load.window(WINDOW);
                Destination destination = Destination.ofStranger(load, address);
                destination.limit(upstream.maxConnections() > 0 ? upstream.maxConnections() : maxConnections);
                destinations.add(destination);
            }
        }
        return new UpstreamTable(destinations.toArray(Destination[]::new));
    }

    private static List<SocketAddress> addressesOf(Upstream upstream) throws UnknownHostException {
        if (upstream.isUnix()) {
            return List.of(new DomainSocketAddress(upstream.host()));
        }
        List<SocketAddress> addresses = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName(upstream.host())) {
            addresses.add(new InetSocketAddress(address, upstream.port()));
        }
        return addresses;
    }

    Destination[] destinations() {
        return destinations;
    }
}
