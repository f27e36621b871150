/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.upstream;

import io.drover.balancer.dispatch.RelayStatus;
import io.drover.balancer.dispatch.UpstreamStatus;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.core.config.Upstream;
import io.drover.core.scoreboard.WorkerBlock;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * One address that connections are relayed to.
 *
 * <p>Threading: safe from any thread, but for what {@link WorkerLoad} says.
 */
public final class Server {
    private final String name;
    private final String upstream;
    private final SocketAddress address;
    private final WorkerLoad load;
    private final int weight;
    private final int maxConnections;
    private final Availability availability = new Availability();

    private Server(
            String name, String upstream, SocketAddress address, WorkerLoad load, int weight, int maxConnections) {
        this.name = name;
        this.upstream = upstream;
        this.address = address;
        this.load = load;
        this.weight = weight;
        this.maxConnections = maxConnections;
    }

    /**
     * Returns an address of an upstream.
     *
     * @param mostConnections that it may have at once where the upstream itself has no limit; 0 for any number
     */
    public static Server of(Upstream upstream, SocketAddress address, WorkerLoad load, int mostConnections) {
        String name = "upstream " + upstream.name();
        if (!upstream.isUnix()
                && !NetUtil.isValidIpV4Address(upstream.host())
                && !upstream.host().contains(":")) {
            name += " (" + ((InetSocketAddress) address).getAddress().getHostAddress() + ")";
        }
        int limit = upstream.maxConnections() > 0 ? upstream.maxConnections() : mostConnections;
        return new Server(name, upstream.name(), address, load, upstream.weight(), limit);
    }

    /**
     * Returns what a worker listens on.
     *
     * @param pid of its process, 0 where it is not known
     * @param maxConnections that it may have at once; 0 for any number
     */
    public static Server ofWorker(WorkerLoad worker, SocketAddress address, long pid, int maxConnections) {
        String name =
                "slot " + worker.slot() + ": worker " + worker.workerId() + (pid == 0 ? "" : " (pid " + pid + ")");
        return new Server(name, "", address, worker, 1, maxConnections);
    }

    /** Returns what to call it in an event. */
    public String name() {
        return name;
    }

    /** Returns where it listens. */
    public SocketAddress address() {
        return address;
    }

    /** Returns its address as the user would write it. */
    public String shownAddress() {
        if (address instanceof DomainSocketAddress unix) {
            return "unix:" + unix.path();
        }
        return NetUtil.toSocketAddressString((InetSocketAddress) address);
    }

    /** Returns what counts its connections. */
    public WorkerLoad load() {
        return load;
    }

    /** Returns how many connections it gets in proportion to others, from 1 to 256. */
    public int weight() {
        return weight;
    }

    /** Returns how many connections it may have at once; 0 for any number. */
    public int maxConnections() {
        return maxConnections;
    }

    /** Returns whether it seems to take connections. */
    public Availability availability() {
        return availability;
    }

    /** Returns how it is doing, in so many words. */
    UpstreamStatus status(String state) {
        WorkerBlock block = load.block();
        return new UpstreamStatus(
                upstream,
                shownAddress(),
                weight,
                state,
                block.sent() - block.closed(),
                block.sent(),
                RelayStatus.of(block));
    }

    /** Tells whether every connection it was ever given is closed; to be asked once it gets no more. */
    boolean isIdle() {
        return load.block().sent() <= load.block().closed();
    }

    @Override
    public String toString() {
        return name;
    }
}
