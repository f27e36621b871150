/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.upstream;

import io.drover.core.config.Upstream;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One upstream of the user's, and the servers that its name stands for now.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class NamedUpstream {
    /** Of one name; further ones are left out. */
    static final int MOST_ADDRESSES = 64;

    private final Upstream upstream;
    private final ServerPool pool;
    private final int firstSlot;
    private final int maxConnections;

    /** By slot, so that whoever asks sees them in that order. */
    private final TreeMap<Integer, Server> servers = new TreeMap<>();

    /**
     * Makes one without servers.
     *
     * @param number its place among the upstreams, from 0
     * @param maxConnections see {@link Server#of}
     */
    NamedUpstream(Upstream upstream, int number, int maxConnections, ServerPool pool) {
        this.upstream = upstream;
        this.pool = pool;
        this.firstSlot = number * MOST_ADDRESSES;
        this.maxConnections = maxConnections;
    }

    Upstream upstream() {
        return upstream;
    }

    Collection<Server> servers() {
        return servers.values();
    }

    /** Returns the addresses of a name, as they are written. */
    List<String> shownAddresses() {
        return servers.values().stream()
                .map(server ->
                        ((InetSocketAddress) server.address()).getAddress().getHostAddress())
                .toList();
    }

    /** Returns the address that stands in place of a name, or null where there is a name. */
    @Nullable
    SocketAddress fixedAddress() {
        if (upstream.isUnix()) {
            return new DomainSocketAddress(upstream.host());
        }
        boolean isNumeric = NetUtil.isValidIpV4Address(upstream.host()) || NetUtil.isValidIpV6Address(upstream.host());
        return isNumeric ? new InetSocketAddress(literal(upstream.host()), upstream.port()) : null;
    }

    private static InetAddress literal(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("host: " + host + " (expected: a numeric address)", e);
        }
    }

    /**
     * Has the servers at these addresses from now on: those that it has already stay as they are, with their slots.
     *
     * @return whether anything has changed
     */
    boolean update(Collection<InetAddress> addresses) {
        List<SocketAddress> sockets = new ArrayList<>();
        for (InetAddress address : addresses) {
            sockets.add(new InetSocketAddress(address, upstream.port()));
        }
        return updateAddresses(sockets);
    }

    boolean updateAddresses(Collection<SocketAddress> addresses) {
        boolean changed = false;
        Set<SocketAddress> wanted = new HashSet<>(addresses);
        for (Server server : List.copyOf(servers.values())) {
            if (!wanted.remove(server.address())) {
                servers.remove(server.load().slot());
                pool.retire(server);
                changed = true;
            }
        }
        // Sorted: whatever order a server of names turns them into, after a restart each has the slot it had before.
        for (SocketAddress address : sorted(wanted)) {
            Server server = add(address);
            changed |= server != null;
        }
        return changed;
    }

    private static Collection<SocketAddress> sorted(Set<SocketAddress> addresses) {
        Map<String, SocketAddress> sorted = new TreeMap<>();
        addresses.forEach(address -> sorted.put(address.toString(), address));
        return new LinkedHashMap<>(sorted).values();
    }

    private @Nullable Server add(SocketAddress address) {
        int slot = firstSlot;
        while (servers.containsKey(slot)) {
            slot++;
        }
        if (slot >= firstSlot + MOST_ADDRESSES) {
            return null;
        }
        Server server = pool.server(upstream, address, slot, maxConnections);
        if (server != null) {
            servers.put(server.load().slot(), server);
        }
        return server;
    }
}
