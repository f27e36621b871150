/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The destinations that were chosen for a connection, one after the other, until one could be reached.
 *
 * <p>Threading: owned by one relay loop; the acceptor thread looks at {@link #includes} while the connection waits for
 * its choice.
 */
final class Attempts {
    private static final long NEVER = -1;

    private List<Destination> failed = List.of();
    private @Nullable Destination last;
    private boolean isOpen;
    private long startedNs;
    private long connectNs = NEVER;
    private long busySinceMs = NEVER;

    /** A destination is chosen, which counts this connection from now on. */
    void choose(Destination chosen) {
        last = chosen;
        isOpen = true;
    }

    /** It is connected to. */
    void start(long nowNs) {
        startedNs = nowNs;
    }

    /** It has answered. Returns how long that took. */
    long succeed(long nowNs) {
        connectNs = nowNs - startedNs;
        return connectNs;
    }

    /** It takes nobody just now; returns it. */
    Destination postpone() {
        isOpen = false;
        return chosen();
    }

    /** Tells whether the one before has taken nobody for longer than that; 0 for any time. */
    boolean isBusyFor(long limitMs, long nowMs) {
        if (busySinceMs == NEVER) {
            busySinceMs = nowMs;
        }
        return limitMs > 0 && nowMs - busySinceMs > limitMs;
    }

    /** It can't be reached; returns it. */
    Destination fail() {
        Destination unreachable = chosen();
        isOpen = false;
        busySinceMs = NEVER;
        failed = new ArrayList<>(failed);
        failed.add(unreachable);
        return unreachable;
    }

    /** Returns the destination that was chosen last. */
    Destination chosen() {
        return Objects.requireNonNull(last, "not chosen yet");
    }

    /** The same; null before anything was chosen. */
    @Nullable
    Destination last() {
        return last;
    }

    /** Tells whether a destination counts this connection. */
    boolean isOpen() {
        return isOpen;
    }

    /** Tells whether none has failed yet. */
    boolean isFirst() {
        return failed.isEmpty();
    }

    /** Tells whether that one could not be reached. */
    boolean includes(Destination asked) {
        return failed.contains(asked);
    }

    /** Returns how many it was tried with. */
    int count() {
        return failed.size() + 1;
    }

    /** Returns how long the last took to answer the connect, in ns, or -1 where none did. */
    long connectNs() {
        return connectNs;
    }
}
