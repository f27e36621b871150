/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.splice.BackendProcesses.End;

/**
 * Both directions of a connection that is relayed.
 *
 * <p>Each ends by itself, when its source has ended and its last byte is with the kernel: the target gets a FIN and the
 * other direction goes on (RFC 9293 section 3.6). A reset of one side becomes a reset of the other, but only after what
 * it had sent before has arrived, since a reset discards what is still on its way.
 *
 * <p>Threading: owned by one relay loop.
 */
final class FlowPair {
    private static final long NEVER = -1;

    /** A process that has let go of its memory has an exit status in no time; or something holds it up. */
    private static final int UNDECIDED_MS = 1000;

    private final SplicedConnection connection;
    private final RelayLoop loop;
    private final RelayEnd client;
    private final RelayEnd backend;
    private final Destination destination;
    private final BackendProcesses processes;
    private final Flow toBackend;
    private final Flow toClient;
    private boolean stopped;
    private End backendEnd = End.UNDECIDED;
    private long undecidedSinceMs = NEVER;
    private boolean isLookedAt;
    private long halfClosedMs = NEVER;
    private long countedFromClient;
    private long countedFromBackend;

    FlowPair(
            SplicedConnection connection,
            RelayLoop loop,
            RelayEnd client,
            RelayEnd backend,
            Destination destination,
            BackendProcesses processes) {
        this.connection = connection;
        this.loop = loop;
        this.client = client;
        this.backend = backend;
        this.destination = destination;
        this.processes = processes;
        this.toBackend = new Flow(loop, this, client, backend);
        this.toClient = new Flow(loop, this, backend, client);
    }

    Flow toBackend() {
        return toBackend;
    }

    /** Returns how many bytes came from the client. */
    long bytesFromClient() {
        return toBackend.bytes();
    }

    /** Returns how many bytes came from the backend. */
    long bytesFromBackend() {
        return toClient.bytes();
    }

    /** Something happened at one of the ends. */
    void onEvent(RelayEnd end) {
        if (end == backend && backend.endIsNear() && backendEnd == End.UNDECIDED) {
            // Who is alive after its end has come did not die of it, however long a slow client takes the bytes before.
            decide(processes.end());
        }
        // The direction out of this end first: what it says may be what the other one waits for.
        Flow out = end == client ? toBackend : toClient;
        out.pump();
        if (!stopped) {
            otherOf(out).pump();
        }
    }

    /** Nothing has happened, but what was not known before may be by now. */
    void look() {
        isLookedAt = false;
        if (!stopped) {
            toClient.pump();
        }
    }

    /** Tells whether it is known how the source of a flow has ended; the flow is pumped again where it is not. */
    boolean knowsEnd(Flow flow) {
        if (flow == toBackend || flow.source().isBroken() || toBackend.source().isBroken()) {
            return true;
        }
        if (backendEnd == End.UNDECIDED) {
            decide(processes.end());
        }
        if (backendEnd == End.UNDECIDED && !isLookedAt) {
            isLookedAt = true;
            loop.lookAgain(connection);
        }
        return backendEnd != End.UNDECIDED;
    }

    private void decide(End end) {
        backendEnd = end;
        if (end == End.UNDECIDED && undecidedSinceMs == NEVER) {
            undecidedSinceMs = loop.nowMs();
        } else if (end == End.UNDECIDED && loop.nowMs() - undecidedSinceMs > UNDECIDED_MS) {
            backendEnd = End.DEATH;
        }
    }

    /** Tells whether the end of a flow's source is one that the target may take for the end. */
    boolean endsInOrder(Flow flow) {
        return !otherOf(flow).source().isBroken()
                && !flow.source().isBroken()
                && !(flow == toClient && backendEnd == End.DEATH);
    }

    /** A flow has moved all that its source sent, and the source has ended. */
    void onDelivered(Flow flow) {
        if (!endsInOrder(flow)) {
            connection.reset(flow.target(), brokenBy(flow));
        } else if (otherOf(flow).isOver()) {
            connection.end(Termination.NORMAL);
        } else {
            halfClosedMs = loop.nowMs();
            flow.target().endOutput();
        }
    }

    /** Many a client of TLS leaves without a word once it has the whole answer. */
    private Termination brokenBy(Flow flow) {
        if (flow == toClient) {
            return Termination.SERVER_RESET;
        }
        boolean hasAll = halfClosedMs != NEVER && client.hasLeftWithoutNotice();
        return hasAll ? Termination.NORMAL : Termination.CLIENT_RESET;
    }

    /** The source of a flow is broken: what it had sent is still delivered. */
    void onBroken(Flow flow) {
        otherOf(flow).stop();
    }

    /** The target of a flow takes no more; what it had sent may still be there to read. */
    void onRefused(Flow flow) {
        Flow other = otherOf(flow);
        if (other.isOver()) {
            connection.reset(flow.source(), flow == toBackend ? Termination.SERVER_RESET : Termination.CLIENT_RESET);
        } else {
            other.source().markReadable();
            other.pump();
        }
    }

    private Flow otherOf(Flow flow) {
        return flow == toBackend ? toClient : toBackend;
    }

    /** Tells whether one direction is over, and nobody has moved a byte since for that long. */
    boolean isHalfClosedFor(long limitMs, long nowMs) {
        if (halfClosedMs == NEVER) {
            return false;
        }
        long activeMs = Math.max(client.activeMs(), backend.activeMs());
        if (nowMs - Math.max(halfClosedMs, activeMs) <= limitMs) {
            return false;
        }
        if (isDelivering()) {
            halfClosedMs = nowMs;
            return false;
        }
        return true;
    }

    /** Tells whether a peer that was told of the end has yet to take bytes that came before: it is slow, not silent. */
    private boolean isDelivering() {
        return client.isUnacknowledged(loop.tcpState()) || backend.isUnacknowledged(loop.tcpState());
    }

    /** Publishes what was moved since the last time. */
    void countBytes() {
        long fromClient = toBackend.bytes() - countedFromClient;
        long fromBackend = toClient.bytes() - countedFromBackend;
        if (fromClient + fromBackend > 0) {
            destination.onBytes(fromClient, fromBackend);
            countedFromClient += fromClient;
            countedFromBackend += fromBackend;
        }
    }

    /** Takes back what was published: it has reached nobody. */
    void uncountBytes() {
        destination.onBytes(-countedFromClient, -countedFromBackend);
        countedFromClient = 0;
        countedFromBackend = 0;
    }

    /** Ends both, and lets go of what they hold. */
    void stop() {
        stopped = true;
        toBackend.stop();
        toClient.stop();
    }
}
