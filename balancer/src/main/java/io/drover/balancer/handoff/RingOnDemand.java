/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.handoff;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A {@link HandoffRing} that is opened once it has been asked for often enough, on a thread of its own. Until then, and
 * where the system has none, there is no ring.
 *
 * <p>Threading: owned by the acceptor thread.
 */
final class RingOnDemand {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(RingOnDemand.class);

    private enum State {
        WAITING,
        OPENING,
        NONE
    }

    /** A state, or the ring that was opened. The thread that opens it changes it from OPENING only. */
    private final AtomicReference<Object> state;

    private final int asks;
    private int asksLeft;
    private @Nullable HandoffRing ring;

    private RingOnDemand(State state, int asks) {
        this.state = new AtomicReference<>(state);
        this.asks = asks;
        this.asksLeft = asks;
    }

    /**
     * Makes one without a ring.
     *
     * @param asks how many open it, at least 1
     */
    RingOnDemand(int asks) {
        this(State.WAITING, asks);
    }

    /** Returns one that never has a ring. */
    static RingOnDemand never() {
        return new RingOnDemand(State.NONE, 1);
    }

    /** Asks for the ring. Returns null while there is none. */
    @Nullable
    HandoffRing ask() {
        if (ring == null) {
            look();
        }
        return current();
    }

    /** Returns the ring if asking has brought one, or null. */
    @Nullable
    HandoffRing current() {
        HandoffRing begun = ring;
        return begun != null && begun.isUsable() ? begun : null;
    }

    private void look() {
        Object seen = state.get();
        if (seen instanceof HandoffRing opened) {
            opened.begin();
            ring = opened;
        } else if (seen == State.WAITING && --asksLeft == 0) {
            asksLeft = asks;
            state.set(State.OPENING);
            startOpening();
        }
    }

    private void startOpening() {
        Thread thread = new Thread(this::open, "ring");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            LOG.debug("io_uring is not used for now: no thread to open it", e);
            state.set(State.WAITING);
        }
    }

    private void open() {
        try {
            HandoffRing opened = HandoffRing.open();
            if (!state.compareAndSet(State.OPENING, opened)) {
                opened.close();
            }
        } catch (LinkageError e) {
            LOG.debug("io_uring is not used", e);
            state.compareAndSet(State.OPENING, State.NONE);
        } catch (RuntimeException | OutOfMemoryError e) {
            // Such as a want of descriptors, which passes.
            LOG.debug("io_uring is not used for now", e);
            state.compareAndSet(State.OPENING, State.WAITING);
        }
    }

    /** Closes the ring, or the one that is being opened. There is none any more. */
    void close() {
        Object last = state.getAndSet(State.NONE);
        if (last instanceof HandoffRing opened) {
            opened.close();
        }
        ring = null;
    }
}
