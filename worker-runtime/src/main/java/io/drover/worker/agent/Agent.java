/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent;

import io.drover.core.control.WorkerEnvironment;
import io.drover.worker.agent.instrument.JdkSockets;
import io.drover.worker.agent.instrument.NettySockets;
import io.drover.worker.agent.instrument.SocketCalls;
import io.drover.worker.agent.instrument.SocketHook;
import io.drover.worker.agent.session.AgentSession;
import io.drover.worker.agent.session.WayToPrimary;
import io.drover.worker.agent.sockets.PrimarySocket;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.channels.ByteChannel;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes any server a member of the cluster: what it listens on is opened by the primary, what it accepts is what the
 * primary passes. The composition root of the agent.
 */
public final class Agent implements BiConsumer<String, Instrumentation> {
    /** The application may load Netty's native transport. */
    private static final String WITH_NETTY = "netty";

    /** Where the tests of this project run; elsewhere the agent tests itself first. */
    private static final Set<Integer> TESTED = Set.of(17, 25);

    private static final int NEWEST_TESTED = 25;

    /** Has the agent test itself on any JDK. */
    private static final String SELF_TEST = "drover.agent.self-test";

    /**
     * Starts the agent, where a primary started this process; the application's main method runs after it.
     *
     * @param options {@code netty} where the application may load Netty's native transport, else empty
     */
    @Override
    public void accept(String options, Instrumentation instrumentation) {
        WorkerEnvironment environment = WorkerEnvironment.of(System.getenv());
        if (environment == null) {
            return;
        }
        AgentSession session = new AgentSession(environment);
        session.joinInBackground();
        session.leaveOnShutdown();
        String failure = shareSockets(instrumentation, session, environment);
        if (failure != null) {
            session.failed(failure);
        } else if (options.equals(WITH_NETTY)) {
            NettySockets.transformFromNowOn(instrumentation);
        }
    }

    /** Returns why it can't be done in this JVM, or null when it is done. */
    private static @Nullable String shareSockets(
            Instrumentation instrumentation, AgentSession session, WorkerEnvironment environment) {
        try {
            SocketHook hook = SocketHook.define(instrumentation);
            session.reachBy(new WayToPrimary() {
                @Override
                public ByteChannel connect(Path control) throws IOException {
                    return PrimarySocket.connect(control, hook);
                }
            });
            ApplicationSockets sockets = new ApplicationSockets(hook, session, environment);
            sockets.connect();
            String failure = JdkSockets.transform(instrumentation);
            if (failure == null && needsSelfTest()) {
                failure = SelfTest.run(
                        hook, Objects.requireNonNull(environment.control().getParent()));
                sockets.connect();
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

    private static boolean needsSelfTest() {
        int feature = Runtime.version().feature();
        if (feature > NEWEST_TESTED) {
            System.err.println("drover: the agent has not been tested with JDK " + feature + " (expected: 17 to "
                    + NEWEST_TESTED + ")");
        }
        return !TESTED.contains(feature) || Boolean.getBoolean(SELF_TEST);
    }
}
