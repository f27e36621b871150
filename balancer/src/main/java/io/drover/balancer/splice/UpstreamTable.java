/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.upstream.Server;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The upstreams' servers of the moment, as destinations.
 *
 * <p>Threading: owned by the supervisor thread; the arrays it returns are never changed.
 */
final class UpstreamTable {
    private final Map<Server, Destination> destinations = new LinkedHashMap<>();
    private Destination[] current = new Destination[0];

    /** Has these from now on; a server that it had before keeps its destination. */
    Destination[] update(List<Server> servers) {
        destinations.keySet().retainAll(List.copyOf(servers));
        current = servers.stream()
                .map(server -> destinations.computeIfAbsent(server, Destination::ofStranger))
                .toArray(Destination[]::new);
        return current;
    }

    Destination[] current() {
        return current;
    }
}
