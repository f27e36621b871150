/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import io.drover.balancer.dispatch.Descriptors;
import io.drover.core.control.Endpoint;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One bound and listening socket. The primary keeps it from the first worker that asks to its own end, with or without
 * a worker alive: the kernel queues what comes meanwhile.
 *
 * <p>Threading: immutable; the socket is accepted on by the acceptor thread, or by workers that share it.
 */
public final class Listener {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(Listener.class);
    private static final String IPV4_WILDCARD = "0.0.0.0";

    private final int id;
    private final Endpoint endpoint;
    private final Socket socket;

    private Listener(int id, Endpoint endpoint, Socket socket) {
        this.id = id;
        this.endpoint = endpoint;
        this.socket = socket;
    }

    /**
     * Binds and listens.
     *
     * @param id names it from now on
     * @param wanted the address, with port 0 for any
     * @param backlog see listen(2)
     * @param receiveBufferBytes of its connections, SO_RCVBUF of socket(7); 0 for what the system gives
     * @throws IOException when the address can't be had
     */
    static Listener open(int id, Endpoint wanted, int backlog, int receiveBufferBytes) throws IOException {
        Socket socket = Descriptors.open(() -> newSocket(wanted));
        try {
            if (wanted instanceof Endpoint.Unix path) {
                StaleSocketFile.remove(path.path());
            } else {
                // As every server does: a port whose last connections are in TIME_WAIT can be bound (tcp(7)).
                socket.setReuseAddress(true);
            }
            if (receiveBufferBytes > 0) {
                // Before it listens: how far a window can grow is said when a connection is made (tcp(7)).
                socket.setReceiveBufferSize(receiveBufferBytes);
            }
            socket.bind(socketAddressOf(wanted));
            socket.listen(backlog);
            return new Listener(id, boundEndpoint(wanted, socket), socket);
        } catch (IOException | RuntimeException e) {
            Descriptors.close(socket);
            throw e;
        }
    }

    private static Socket newSocket(Endpoint wanted) {
        if (wanted instanceof Endpoint.Unix) {
            return Socket.newSocketDomain();
        }
        // A socket of IPv6 would listen on all addresses of both.
        boolean ipv4Only = ((Endpoint.Tcp) wanted).host().equals(IPV4_WILDCARD);
        return ipv4Only ? LinuxSocket.newSocketStream(SocketProtocolFamily.INET) : Socket.newSocketStream();
    }

    private static SocketAddress socketAddressOf(Endpoint endpoint) throws IOException {
        if (endpoint instanceof Endpoint.Unix unix) {
            return new DomainSocketAddress(unix.path());
        }
        Endpoint.Tcp tcp = (Endpoint.Tcp) endpoint;
        return tcp.host().isEmpty()
                ? new InetSocketAddress(tcp.port())
                : new InetSocketAddress(InetAddress.getByName(tcp.host()), tcp.port());
    }

    private static Endpoint boundEndpoint(Endpoint wanted, Socket socket) {
        return wanted instanceof Endpoint.Tcp tcp && tcp.port() == 0
                ? new Endpoint.Tcp(tcp.host(), socket.localAddress().getPort())
                : wanted;
    }

    /** Returns its id, from 1. */
    public int id() {
        return id;
    }

    /** Returns the address it is bound to. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Returns the listening socket, owned by this listener. */
    public Socket socket() {
        return socket;
    }

    /** Changes how many connections the kernel may queue; see listen(2). */
    public void backlog(int backlog) {
        try {
            socket.listen(backlog);
        } catch (IOException e) {
            LOG.debug("{}: the backlog stays as it is", endpoint, e);
        }
    }

    /** Tells whether its connections are unix sockets. */
    boolean isUnix() {
        return endpoint instanceof Endpoint.Unix;
    }

    /** Closes the socket and removes its file where it has one. */
    void close() {
        if (!socket.isOpen()) {
            return;
        }
        // The file first: once the socket is closed, another process may bind the path anew.
        if (endpoint instanceof Endpoint.Unix unix) {
            try {
                Files.deleteIfExists(Path.of(unix.path()));
            } catch (IOException e) {
                // The directory may be gone or closed to us by now; the socket is closed either way.
            }
        }
        Descriptors.close(socket);
    }
}
