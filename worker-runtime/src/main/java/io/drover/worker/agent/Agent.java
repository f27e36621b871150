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
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes any server a member of the cluster: what it listens on is opened by the primary, what it accepts is what the
 * primary passes. The composition root of the agent.
 */
public final class Agent {
    /** The application may load Netty's native transport. */
    private static final String WITH_NETTY = "netty";

    /** Where the tests of this project run; elsewhere the agent tests itself first. */
    private static final Set<Integer> TESTED = Set.of(17, 25);

    private static final int NEWEST_TESTED = 25;

    /** Has the agent test itself on any JDK. */
    private static final String SELF_TEST = "drover.agent.self-test";

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
        LeanNetty.initialize();
        WorkerBlock block = Scoreboard.open(environment.scoreboard()).block(environment.block());
        AgentSession session = new AgentSession(environment, block);
        session.joinInBackground();
        session.leaveOnShutdown();
        String failure = shareSockets(instrumentation, session, environment, block);
        if (failure != null) {
            session.failed(failure);
        } else if (options.equals(WITH_NETTY)) {
            NettySockets.transformFromNowOn(instrumentation);
        }
    }

    /** Returns why it can't be done in this JVM, or null when it is done. */
    private static @Nullable String shareSockets(
            Instrumentation instrumentation, AgentSession session, WorkerEnvironment environment, WorkerBlock block) {
        try {
            SocketHook hook = SocketHook.define(instrumentation);
            connect(hook, session, block);
            String failure = JdkSockets.transform(instrumentation);
            if (failure == null && needsSelfTest()) {
                failure = SelfTest.run(
                        hook, Objects.requireNonNull(environment.control().getParent()));
                connect(hook, session, block);
            }
            if (failure != null) {
                // All or nothing: half a hook would lose connections.
                hook.connect(SocketCalls.NONE);
            }
            return failure;
        } catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError e) {
            return e.toString();
        }
    }

    private static void connect(SocketHook hook, AgentSession session, WorkerBlock block)
            throws ReflectiveOperationException {
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
    }

    private static boolean needsSelfTest() {
        int feature = Runtime.version().feature();
        if (feature > NEWEST_TESTED) {
            InternalLoggerFactory.getInstance(Agent.class)
                    .warn("the agent has not been tested with JDK {} (expected: 17 to {})", feature, NEWEST_TESTED);
        }
        return !TESTED.contains(feature) || Boolean.getBoolean(SELF_TEST);
    }
}
