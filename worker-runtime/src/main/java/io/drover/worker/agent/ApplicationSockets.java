/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent;

import io.drover.core.control.WorkerEnvironment;
import io.drover.worker.agent.instrument.SocketCalls;
import io.drover.worker.agent.instrument.SocketHook;
import io.drover.worker.agent.natives.Descriptors;
import io.drover.worker.agent.session.AgentSession;
import io.drover.worker.agent.sockets.ClusterSockets;
import io.drover.worker.agent.sockets.DescriptorFetch;
import io.drover.worker.agent.sockets.PassedConnections;
import io.drover.worker.agent.sockets.PendingRequests;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Answers what the hook in the JDK's sockets asks, and does to them what a drain asks for.
 *
 * <p>Threading: safe from any thread; called on the application's and on the control thread.
 */
final class ApplicationSockets implements SocketCalls, AgentSession.DrainedApplication {
    private final SocketHook hook;
    private final AgentSession session;
    private final ClusterSockets sockets;
    private final PassedConnections connections;
    private final PendingRequests requests = new PendingRequests();

    ApplicationSockets(SocketHook hook, AgentSession session, WorkerEnvironment environment) {
        this.hook = hook;
        this.session = session;
        this.sockets = new ClusterSockets(session, hook, new DescriptorFetch(environment, hook));
        this.connections = new PassedConnections(sockets, session.counts());
    }

    /** Begins to be asked. */
    void connect() {
        hook.connect(this);
        session.serve(this);
    }

    @Override
    public Object bind(int fd, SocketAddress address) {
        return sockets.bind(fd, address);
    }

    @Override
    public void listen(int fd, int backlog) {
        sockets.listen(fd, backlog);
    }

    @Override
    public int receive(int lane) {
        return connections.receive(lane);
    }

    @Override
    public byte @Nullable [] peer(int fd) {
        return Descriptors.peer(fd);
    }

    @Override
    public void optionSet(int fd) {
        sockets.optionSet(fd);
    }

    @Override
    public void received(int listener, int fd) {
        connections.accepted(listener, fd);
    }

    @Override
    public void closed(int fd) {
        connections.closed(fd);
    }

    @Override
    public void listenerClosed(int fd) {
        sockets.closed(fd);
    }

    @Override
    public void stopAccepting() {
        sockets.silenceShared();
    }

    @Override
    public boolean hasPendingRequests() {
        return requests.anyOn(hook.connections());
    }
}
