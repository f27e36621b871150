/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.control.RefusedException;
import io.drover.balancer.control.SessionEvents;
import io.drover.balancer.control.WorkerSession;
import io.drover.balancer.dispatch.Forwarding;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.events.ClusterEvent.ListenerClosed;
import io.drover.balancer.events.ClusterEvent.ListenerFailed;
import io.drover.balancer.events.ClusterEvent.WorkerNotShared;
import io.drover.balancer.events.ClusterListener;
import io.drover.balancer.listener.Acceptors;
import io.drover.balancer.listener.ListenRefusedException;
import io.drover.balancer.listener.Listener;
import io.drover.balancer.listener.ListenerTable;
import io.drover.core.control.ControlFrameLayout;
import io.drover.core.control.ControlMessage;
import io.drover.core.control.ControlMessage.Accepting;
import io.drover.core.control.ControlMessage.AgentFailed;
import io.drover.core.control.ControlMessage.Drained;
import io.drover.core.control.ControlMessage.FetchDescriptor;
import io.drover.core.control.ControlMessage.Hello;
import io.drover.core.control.ControlMessage.Leaving;
import io.drover.core.control.ControlMessage.Listen;
import io.drover.core.control.ControlMessage.ListenError;
import io.drover.core.control.ControlMessage.ListenFailed;
import io.drover.core.control.ControlMessage.Listening;
import io.drover.core.control.ControlMessage.Ready;
import io.drover.core.control.ControlMessage.ReturnConnections;
import io.drover.core.control.ControlMessage.Sharing;
import io.drover.core.control.ControlMessage.StoppedListening;
import io.drover.core.control.ControlMessage.Welcome;
import io.drover.core.lifecycle.WorkerState;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers what workers ask for. Whatever changes a worker's life goes to the supervisor.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class WorkerRequests implements SessionEvents {
    private final WorkerTable workers;
    private final Welcome welcome;
    private final ListenerTable listeners;
    private final Acceptors acceptors;
    private final Forwarding forwarding;
    private final ClusterListener events;
    private final Supervisor supervisor;
    private final Executor supervisorThread;
    /** For an application that opens a second port a while after the first. */
    private static final int UNUSED_GRACE_MS = 10_000;

    private final ListenerUsers users = new ListenerUsers();
    private final PublicListeners opener;

    /** Requests that came while a listener was being closed, whose address they may be for. */
    private final Queue<Runnable> afterClosing = new ArrayDeque<>();

    private int closing;

    WorkerRequests(
            WorkerTable workers,
            Welcome welcome,
            ListenerTable listeners,
            Acceptors acceptors,
            Forwarding forwarding,
            ClusterListener events,
            Supervisor supervisor,
            Executor supervisorThread) {
        this.workers = workers;
        this.welcome = welcome;
        this.listeners = listeners;
        this.acceptors = acceptors;
        this.forwarding = forwarding;
        this.opener = new PublicListeners(listeners, acceptors, forwarding, events);
        this.events = events;
        this.supervisor = supervisor;
        this.supervisorThread = supervisorThread;
    }

    @Override
    public Welcome onHello(Hello hello, WorkerSession session) throws RefusedException {
        if (hello.protocolVersion() != ControlFrameLayout.PROTOCOL_VERSION) {
            throw new RefusedException("protocol version: " + hello.protocolVersion() + " (expected: "
                    + ControlFrameLayout.PROTOCOL_VERSION + ")");
        }
        WorkerHandle worker = authenticate(hello.workerId(), hello.token());
        if (!worker.join(session, hello.agent())) {
            throw new RefusedException("worker " + hello.workerId() + " has joined already"
                    + (worker.isUnaware() ? ", through the agent (expected: --agent=off with WorkerRuntime)" : ""));
        }
        if (worker.is(WorkerState.DRAINING)) {
            // It was told to end while its JVM was still starting.
            worker.terminate();
        }
        return welcome;
    }

    private WorkerHandle authenticate(long workerId, String token) throws RefusedException {
        WorkerHandle worker = workers.find(workerId);
        if (worker == null || !sameSecret(worker.token(), token)) {
            // One answer for both: which ids exist is nobody's business.
            throw new RefusedException("no such worker, or not its token");
        }
        return worker;
    }

    private static boolean sameSecret(String expected, String given) {
        // Takes equally long wherever they differ.
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void onMessage(long workerId, ControlMessage message) {
        WorkerHandle worker = workers.find(workerId);
        if (worker == null) {
            return;
        }
        if (message instanceof Listen listen) {
            if (closing > 0) {
                afterClosing.add(() -> onMessage(workerId, listen));
            } else {
                worker.send(listen(worker, listen));
            }
        } else if (message instanceof Accepting accepting) {
            accepting(worker, accepting);
        } else if (message instanceof StoppedListening stopped) {
            stopListening(worker, stopped.listenerId());
        } else if (message instanceof AgentFailed failed) {
            worker.agentFailed(failed.reason());
            events.onEvent(new WorkerNotShared(worker.name(), failed.reason()));
        } else if (message instanceof Ready) {
            supervisor.onReady(worker);
        } else if (message instanceof Leaving) {
            supervisor.onLeaving(worker);
        } else if (message instanceof Drained) {
            supervisor.onDrained(worker);
        }
    }

    /**
     * Closes listeners that nobody wants any more: those of an old generation, or of a worker that chose another port
     * when it was started again. To be called while every slot has a worker in rotation.
     */
    void closeUnused(int tickMs) {
        for (int listenerId : users.unused(tickMs, UNUSED_GRACE_MS)) {
            Listener listener = listeners.byId(listenerId);
            if (listener != null) {
                close(listener);
            }
        }
    }

    private void accepting(WorkerHandle worker, Accepting accepting) {
        Listener listener = listeners.byId(accepting.listenerId());
        if (listener == null) {
            return;
        }
        if (users.isOpener(listener.id(), worker.workerId())) {
            listener.backlog(accepting.backlog());
        }
        forwarding.accepting(worker.load(), listener.id());
    }

    private void stopListening(WorkerHandle worker, int listenerId) {
        Listener listener = listeners.byId(listenerId);
        if (listener == null) {
            return;
        }
        forwarding.stopListening(worker.load(), listenerId);
        boolean wasLast = users.left(listenerId, worker.workerId());
        // One that is ending closes what others, or those that follow, still want.
        if (wasLast && supervisor.mayListen(worker)) {
            close(listener);
        }
    }

    private void close(Listener listener) {
        listeners.remove(listener);
        users.closed(listener.id());
        closing++;
        acceptors.requestClose(listener).thenRunAsync(this::onListenerClosed, supervisorThread);
        forwarding.closed(listener.id());
        events.onEvent(new ListenerClosed(listener.endpoint().toString()));
    }

    private void onListenerClosed() {
        closing--;
        while (closing == 0 && !afterClosing.isEmpty()) {
            afterClosing.remove().run();
        }
    }

    private ControlMessage listen(WorkerHandle worker, Listen listen) {
        if (!supervisor.mayListen(worker)) {
            return new ListenFailed(listen.requestId(), ListenError.OTHER, "the worker is being stopped");
        }
        if (!listeners.isShared(listen.endpoint())) {
            return new Listening(listen.requestId(), 0, Sharing.PRIVATE, listen.endpoint());
        }
        try {
            Listener listener = listeners.find(listen.endpoint(), listen.index());
            if (listener == null) {
                listener = open(listen);
                users.opened(listener.id(), worker.workerId());
            } else if (users.uses(listener.id(), worker.workerId())) {
                return new ListenFailed(listen.requestId(), ListenError.ADDRESS_IN_USE, "Address already in use");
            }
            users.joined(listener.id(), worker.workerId());
            return new Listening(listen.requestId(), listener.id(), forwarding.sharing(), listener.endpoint());
        } catch (ListenRefusedException e) {
            String reason = String.valueOf(e.getMessage());
            worker.noteListenFailure("can't listen on " + listen.endpoint() + ": " + reason);
            events.onEvent(new ListenerFailed(listen.endpoint().toString(), reason));
            return new ListenFailed(listen.requestId(), e.error(), reason);
        }
    }

    private Listener open(Listen listen) throws ListenRefusedException {
        Listener listener =
                listeners.open(listen.endpoint(), listen.index(), listen.backlog(), listen.receiveBufferBytes());
        opener.open(listener);
        return listener;
    }

    @Override
    public @Nullable FileDescriptor onFetch(FetchDescriptor fetch) throws RefusedException, IOException {
        WorkerHandle worker = authenticate(fetch.workerId(), fetch.token());
        Listener listener = listeners.byId(fetch.listenerId());
        if (listener == null || !listener.socket().isOpen() || !supervisor.mayListen(worker)) {
            return null;
        }
        return forwarding.descriptorFor(worker.load(), listener.id(), listener.socket());
    }

    @Override
    public IntConsumer onReturn(ReturnConnections giving) throws RefusedException {
        WorkerHandle worker = authenticate(giving.workerId(), giving.token());
        if (listeners.byId(giving.listenerId()) == null) {
            throw new RefusedException("no such listener any more");
        }
        return fd -> {
            WorkerLoad to = supervisor.recipientOfIdle(worker);
            if (to == null) {
                forwarding.giveBack(giving.listenerId(), fd);
            } else {
                forwarding.giveBack(giving.listenerId(), fd, to);
            }
        };
    }

    @Override
    public void onClosed(long workerId) {
        WorkerHandle worker = workers.find(workerId);
        if (worker != null) {
            users.forget(workerId);
            worker.sessionClosed();
            supervisor.onSessionClosed(worker);
        }
    }
}
