/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent;

import io.drover.core.control.WorkerEnvironment;
import io.drover.core.scoreboard.Scoreboard;
import io.drover.core.scoreboard.WorkerBlock;
import io.drover.worker.agent.instrument.JdkSockets;
import io.drover.worker.agent.instrument.NettySockets;
import io.drover.worker.agent.instrument.SocketCalls;
import io.drover.worker.agent.instrument.SocketHook;
import io.drover.worker.agent.sockets.ClusterSockets;
import io.drover.worker.agent.sockets.PassedConnections;
import io.drover.worker.agent.sockets.PendingRequests;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Makes any server a member of the cluster: what it listens on is opened by the primary, what it accepts is what the
 * primary passes. The composition root of the agent.
 */
public final class Agent {
    /** The application may load Netty's native transport. */
    private static final String WITH_NETTY = "netty";

    private Agent() {}

    /**
     * Starts the agent, where a primary started this process; the application's main method runs after it.
     *
     * @param options {@code netty} where the application may load Netty's native transport, else empty
     * @throws IOException when the scoreboard can't be opened
     */
    public static void start(String options, Instrumentation instrumentation) throws IOException {
        WorkerEnvironment environment = WorkerEnvironment.of(System.getenv());
        if (environment == null) {
            return;
        }
        AgentLog.install();
        WorkerBlock block = Scoreboard.open(environment.scoreboard()).block(environment.block());
        AgentSession session = new AgentSession(environment, block);
        session.joinInBackground();
        session.leaveOnShutdown();
        String failure = shareSockets(instrumentation, session, block);
        if (failure != null) {
            session.failed(failure);
        } else if (options.equals(WITH_NETTY)) {
            NettySockets.transformFromNowOn(instrumentation);
        }
    }

    /** Returns why it can't be done in this JVM, or null when it is done. */
    private static @Nullable String shareSockets(
            Instrumentation instrumentation, AgentSession session, WorkerBlock block) {
        try {
            SocketHook hook = SocketHook.define(instrumentation);
            ClusterSockets sockets = new ClusterSockets(session, hook);
            PassedConnections connections = new PassedConnections(sockets, block);
            PendingRequests requests = new PendingRequests(hook);
            hook.connect(new SocketCalls(
                    sockets::bind,
                    sockets::listen,
                    connections::receive,
                    connections::accepted,
                    connections::closed,
                    sockets::closed));
            session.serve(new AgentSession.DrainedApplication() {
                @Override
                public void stopAccepting() {
                    sockets.silenceShared();
                }

                @Override
                public boolean hasPendingRequests() {
                    return requests.any();
                }
            });
            return JdkSockets.transform(instrumentation);
        } catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError e) {
            return e.toString();
        }
    }
}
