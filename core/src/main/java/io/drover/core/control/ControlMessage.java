/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.control;

import java.util.List;

/**
 * One message between a worker and the primary.
 *
 * <pre>
 *   worker                        primary
 *     | Hello  -------------------&gt; |   or Refused, and the end
 *     | &lt;------------------ Welcome |
 *     | Listen -------------------&gt; |   opens the port, or shares the one another worker opened
 *     | &lt;-------- Listening / ListenFailed
 *     |                             |   [second connection: FetchDescriptor, answered by one descriptor]
 *     | Accepting ----------------&gt; |   the listener's connections may come
 *     | Ready --------------------&gt; |   the worker is in rotation
 *     |            ...              |
 *     | Leaving ------------------&gt; |   the worker wants to go (its own SIGTERM): answered by Drain
 *     | &lt;-------------------- Drain |
 *     | Drained ------------------&gt; |
 * </pre>
 */
public sealed interface ControlMessage {

    /** Which way a listener's connections come to a worker. */
    enum Sharing {
        /** The descriptor is a lane: each message on it carries one accepted connection. */
        LANE,
        /** The descriptor is the listening socket itself, to accept on. */
        LISTENER,
        /** This address is not shared: the worker binds it by itself. */
        PRIVATE
    }

    /** Why the primary could not open a listener, so that the worker can throw what the app expects. */
    enum ListenError {
        ADDRESS_IN_USE,
        PERMISSION_DENIED,
        ADDRESS_NOT_AVAILABLE,
        OTHER
    }

    /**
     * The first message of a worker.
     *
     * @param protocolVersion the worker's {@link ControlFrameLayout#PROTOCOL_VERSION}
     * @param workerId which worker it is
     * @param token the secret that the primary gave this worker
     * @param pid process id of the worker's JVM
     * @param agent whether the agent speaks for an application that knows nothing of the cluster
     */
    record Hello(int protocolVersion, long workerId, String token, long pid, boolean agent) implements ControlMessage {
        @Override
        public String toString() {
            return "Hello[protocolVersion=" + protocolVersion + ", workerId=" + workerId + ", pid=" + pid + ", agent="
                    + agent + "]";
        }
    }

    /**
     * The primary takes the worker in.
     *
     * @param protocolVersion the primary's {@link ControlFrameLayout#PROTOCOL_VERSION}
     * @param waitReady whether only an explicit ready() puts the worker into rotation
     * @param heartbeatIntervalMs how often the worker gives a heartbeat
     * @param drainTimeoutMs how long the worker may drain when the primary is lost
     */
    record Welcome(int protocolVersion, boolean waitReady, int heartbeatIntervalMs, int drainTimeoutMs)
            implements ControlMessage {}

    /**
     * The primary does not take the worker in, and closes the connection.
     *
     * @param reason for the worker's log
     */
    record Refused(String reason) implements ControlMessage {}

    /**
     * Asks for a listener.
     *
     * @param requestId chosen by the worker, comes back in the answer
     * @param endpoint the address to listen on
     * @param index which of the worker's listeners with port 0 on this host it is: the n-th of every worker share a port
     * @param backlog see listen(2); the first worker that asks decides
     * @param receiveBufferBytes SO_RCVBUF of socket(7), 0 for what the system gives; the first worker that asks decides
     */
    record Listen(int requestId, Endpoint endpoint, int index, int backlog, int receiveBufferBytes)
            implements ControlMessage {}

    /**
     * The listener is open.
     *
     * @param requestId of the {@link Listen} message
     * @param listenerId names the listener from now on; 0 with {@link Sharing#PRIVATE}
     * @param sharing how its connections come
     * @param endpoint the address it is really bound to
     */
    record Listening(int requestId, int listenerId, Sharing sharing, Endpoint endpoint) implements ControlMessage {}

    /**
     * The listener could not be opened.
     *
     * @param requestId of the {@link Listen} message
     * @param error what kind of failure
     * @param reason the system's words for it
     */
    record ListenFailed(int requestId, ListenError error, String reason) implements ControlMessage {}

    /**
     * The only message of a second connection, which the primary answers with one descriptor (unix(7) SCM_RIGHTS) and
     * closes. Descriptors never travel on the control socket itself, where they could not be told from the stream.
     *
     * @param workerId which worker asks
     * @param token the secret of that worker
     * @param listenerId whose descriptor it asks for
     */
    record FetchDescriptor(long workerId, String token, int listenerId) implements ControlMessage {
        @Override
        public String toString() {
            return "FetchDescriptor[workerId=" + workerId + ", listenerId=" + listenerId + "]";
        }
    }

    /**
     * The only message of a connection over which a worker gives connections back that it serves no longer: answered by
     * an empty {@link Done}, and from then on it carries descriptors, and nothing else.
     *
     * @param workerId which worker gives
     * @param token the secret of that worker
     * @param listenerId which listener they came from
     */
    record ReturnConnections(long workerId, String token, int listenerId) implements ControlMessage {
        @Override
        public String toString() {
            return "ReturnConnections[workerId=" + workerId + ", listenerId=" + listenerId + "]";
        }
    }

    /**
     * The worker reads the listener's descriptor.
     *
     * @param listenerId of the {@link Listening} message
     * @param backlog see listen(2), known only now where the application binds first and listens later; that of the
     *     worker that had the listener opened counts
     */
    record Accepting(int listenerId, int backlog) implements ControlMessage {}

    /**
     * The worker has closed a listener of its own; others go on with it.
     *
     * @param listenerId of the {@link Listening} message
     */
    record StoppedListening(int listenerId) implements ControlMessage {}

    /**
     * The agent could not do its work in this worker: what the application listens on is not shared.
     *
     * @param reason what is in its way
     */
    record AgentFailed(String reason) implements ControlMessage {}

    /**
     * The only message of an operator's connection: asks the primary for something.
     *
     * @param words the command and its arguments
     */
    record Command(List<String> words) implements ControlMessage {
        public Command {
            words = List.copyOf(words);
        }
    }

    /**
     * A part of the answer to a {@link Command}.
     *
     * @param text a line, or a document
     */
    record Output(String text) implements ControlMessage {}

    /**
     * The end of the answer to a {@link Command}.
     *
     * @param failure why the command failed, or empty where it did not
     */
    record Done(String failure) implements ControlMessage {}

    /** The worker can serve. */
    record Ready() implements ControlMessage {}

    /** The worker is about to end without having been asked to, and wants to drain first. */
    record Leaving() implements ControlMessage {}

    /**
     * Take no new connections, finish those that are open.
     *
     * @param timeoutMs after that long the worker closes what is still open
     * @param takesBack whether the worker may give idle connections back, for others to serve
     */
    record Drain(int timeoutMs, boolean takesBack) implements ControlMessage {}

    /**
     * Give idle connections back, for a worker that has fewer; serve on. An application that does not know which of its
     * connections are idle gives none.
     *
     * @param count how many at most
     */
    record GiveBack(int count) implements ControlMessage {}

    /**
     * The worker has no connection left.
     *
     * @param abandonedCount how many it had to close at the deadline
     */
    record Drained(int abandonedCount) implements ControlMessage {}
}
