/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.EphemeralPorts;
import io.drover.balancer.dispatch.TcpState;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.upstream.Server;
import io.drover.core.scoreboard.RelayFailure;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Where connections can be relayed to: what a worker listens on, or an upstream.
 *
 * <p>Threading: {@link #countChosen}, {@link #countFailed} and {@link #hasRoom} are the acceptor thread's, the others safe
 * from any.
 */
final class Destination {
    private static final EphemeralPorts EPHEMERAL = EphemeralPorts.ofThisMachine();

    private final Server server;
    private final WorkerLoad load;
    private final SocketAddress address;
    private final boolean countsItself;
    private final boolean isLocal;
    private final boolean mayBeItself;
    private final Ejections.Faults faults = new Ejections.Faults();
    private final long mostConnections;
    private volatile BackendProcesses processes = BackendProcesses.UNKNOWN;

    private Destination(Server server, boolean countsItself) {
        this.server = server;
        this.load = server.load();
        this.address = server.address();
        this.mostConnections = server.maxConnections() == 0 ? Long.MAX_VALUE : server.maxConnections();
        this.countsItself = countsItself;
        this.isLocal =
                address instanceof InetSocketAddress tcp && tcp.getAddress().isLoopbackAddress();
        this.mayBeItself =
                !countsItself && address instanceof InetSocketAddress tcp && EPHEMERAL.contains(tcp.getPort());
    }

    /** Returns that of a worker, which counts on the scoreboard what it accepts and closes. */
    static Destination ofWorker(Server worker) {
        return new Destination(worker, true);
    }

    /** Returns one that knows nothing of the scoreboard. */
    static Destination ofStranger(Server server) {
        return new Destination(server, false);
    }

    /** Names what it runs as: the process that was started, and those that accept connections. */
    void runsAs(long pid, long... listening) {
        processes = BackendProcesses.ofWorker(load, pid, listening);
    }

    /** Returns what may hold the other end of a connection that has just reached it. */
    BackendProcesses processesBehind(Socket socket, PeerCredentials credentials) {
        return address instanceof DomainSocketAddress
                ? BackendProcesses.ofServer(credentials.pid(socket))
                : processes.current();
    }

    Server server() {
        return server;
    }

    /** Returns what connects to it have shown. */
    Ejections.Faults faults() {
        return faults;
    }

    int weight() {
        return server.weight();
    }

    WorkerLoad load() {
        return load;
    }

    boolean hasRoom() {
        return load.hasRoom() && load.openConnections() < mostConnections;
    }

    /** Tells whether it is to get connections as long as there are others that are. */
    boolean isUp() {
        return server.availability().isUp();
    }

    /** Tells whether it has no connections that come through here, and will get those it was sent. */
    boolean isIdle() {
        return load.openConnections() <= 0;
    }

    /** Tells whether it has taken all it was sent. */
    boolean hasTakenAll() {
        return countsItself ? load.block().received() >= load.block().sent() : isIdle();
    }

    /** Tells whether it is a worker that has ended. */
    boolean isWorkerGone() {
        return processes.isWorkerGone();
    }

    /** Tells whether it is reached by TCP, not by a unix socket. */
    boolean isTcp() {
        return address instanceof InetSocketAddress;
    }

    Socket newSocket() {
        if (address instanceof DomainSocketAddress) {
            return Socket.newSocketDomain();
        }
        boolean ipv4 = ((InetSocketAddress) address).getAddress() instanceof Inet4Address;
        return LinuxSocket.newSocketStream(ipv4 ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6);
    }

    /** Begins to connect; returns whether that is done already. */
    boolean connect(Socket socket, TcpState state) throws IOException {
        if (address instanceof DomainSocketAddress) {
            return socket.connect(address);
        }
        TcpOptions.relay(socket, isLocal);
        // On the loopback device the handshake is over before the call returns, only that it does not say so.
        return socket.connect(address) || state.isEstablished(socket);
    }

    /**
     * Tells whether a connection is one of the socket with itself. Where nobody listens on a port of this machine that the
     * kernel may choose for clients too, it now and then chooses just that one.
     */
    boolean isItself(Socket connected) {
        return mayBeItself && address.equals(connected.localAddress());
    }

    /** A connection is meant for it. */
    void countChosen() {
        load.countSent();
    }

    /** That connection did not come to be. */
    void countFailed() {
        if (isScoreboardOurs()) {
            load.countTakenBack();
        }
    }

    /**
     * A connection has reached it.
     *
     * @param connectNs how long that took
     */
    void onConnected(long connectNs) {
        if (isScoreboardOurs()) {
            if (!countsItself) {
                load.block().addReceived();
            }
            load.block().addConnect(connectNs);
        }
    }

    /** Bytes have gone to it and come from it. */
    void onBytes(long toIt, long fromIt) {
        if (isScoreboardOurs()) {
            load.block().addRelayedBytes(toIt, fromIt);
        }
    }

    /** It could not be reached. */
    void onConnectFailed() {
        if (isScoreboardOurs()) {
            load.block().addFailure(RelayFailure.CONNECT);
        }
    }

    /** A connection is over. */
    void onClosed(Termination termination) {
        if (!isScoreboardOurs()) {
            return;
        }
        if (!countsItself) {
            load.block().addClosed();
        }
        RelayFailure failure = termination.failure();
        if (failure != null) {
            load.block().addFailure(failure);
        }
    }

    /** The last connections may outlive their worker, whose block another may have by now. */
    private boolean isScoreboardOurs() {
        return load.block().workerId() == load.workerId();
    }

    @Override
    public String toString() {
        return load.slot() + "/" + server.shownAddress();
    }
}
