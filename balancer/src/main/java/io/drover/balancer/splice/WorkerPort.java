/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.AcceptFailure;
import io.drover.balancer.dispatch.AcceptedAddress;
import io.drover.balancer.dispatch.Descriptors;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.upstream.Server;
import io.netty.channel.unix.Socket;
import io.netty.util.NetUtil;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a worker gets the connections of one listener: a listening socket on a loopback port, made by the primary and
 * passed to the worker, which accepts on it.
 *
 * <p>Threading: made on the supervisor thread, then owned by the acceptor thread.
 */
final class WorkerPort {
    /** The kernel takes what it allows (net.core.somaxconn). */
    private static final int BACKLOG = 65_535;

    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(WorkerPort.class);

    private final @Nullable Socket socket;
    private final Destination destination;

    private WorkerPort(@Nullable Socket socket, Destination destination) {
        this.socket = socket;
        this.destination = destination;
    }

    /** Returns the port of a worker that opens it by itself. */
    static WorkerPort ofStranger(WorkerLoad worker, int port, long pid, int maxConnections) {
        InetSocketAddress address = new InetSocketAddress(NetUtil.LOCALHOST4, port);
        Destination destination = Destination.ofStranger(Server.ofWorker(worker, address, pid, maxConnections));
        destination.runsAs(pid);
        return new WorkerPort(null, destination);
    }

    /** Opens one for a worker that is given the socket. */
    static WorkerPort open(WorkerLoad worker, int maxConnections) throws IOException {
        // Of IPv6 where there is one: an application that opens such takes its connections for the same, and asks them
        // for options of IPv6 (IPV6_TCLASS, ipv6(7)).
        Socket socket = Descriptors.open(Socket::newSocketStream);
        boolean opened = false;
        try {
            socket.bind(new InetSocketAddress(NetUtil.LOCALHOST4, 0));
            socket.listen(BACKLOG);
            InetSocketAddress address = new InetSocketAddress(
                    NetUtil.LOCALHOST4, socket.localAddress().getPort());
            Server server = Server.ofWorker(worker, address, 0, maxConnections);
            opened = true;
            return new WorkerPort(socket, Destination.ofWorker(server));
        } finally {
            if (!opened) {
                Descriptors.close(socket);
            }
        }
    }

    /**
     * Accepts in the worker's place what waits there, as many as there are descriptors for.
     *
     * @param taken gets them, in the order in which they came
     * @return false where nothing is left
     */
    boolean takeQueue(List<QueuedConnection> taken) {
        AcceptedAddress near = new AcceptedAddress(false);
        while (socket != null && socket.isOpen()) {
            try {
                int fd = socket.accept(near.bytes());
                if (fd < 0) {
                    return false;
                }
                taken.add(new QueuedConnection(new Socket(fd), near.port()));
            } catch (IOException e) {
                switch (AcceptFailure.of(e)) {
                    case CONNECTION_GONE -> {
                        // As if it had not been there.
                    }
                    case OUT_OF_RESOURCES -> {
                        return true;
                    }
                    case LISTENER_GONE -> {
                        LOG.warn(
                                "what waits at the port of worker {} is lost, {}", worker().workerId(), e.getMessage());
                        return false;
                    }
                }
            }
        }
        return false;
    }

    WorkerLoad worker() {
        return destination.load();
    }

    /** Tells whether the primary has made it, and has a copy of the socket. */
    boolean isOurs() {
        return socket != null;
    }

    /** Returns the primary's copy of the socket. */
    Socket socket() {
        return Objects.requireNonNull(socket, "a stranger's");
    }

    Destination destination() {
        return destination;
    }

    /** Closes the primary's copy. */
    void close() {
        if (socket != null) {
            Descriptors.close(socket);
        }
    }
}
