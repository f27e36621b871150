/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The pipes of one relay loop. A connection has one only while bytes are under way, so a few serve many: an
 * unprivileged user has 1024 pipes of full size, and one page for each further one (pipe(7), pipe-user-pages-soft).
 *
 * <p>Threading: owned by one relay loop.
 */
final class PipePool {
    /** Two descriptors each; more than these at once are opened and closed again. */
    private static final int MOST_KEPT = 64;

    private final int limit;
    private final DescriptorBudget descriptors;
    private final ArrayDeque<Pipe> idle = new ArrayDeque<>(MOST_KEPT);
    private int lent;

    /**
     * Makes an empty pool.
     *
     * @param limit how many pipes there may be at once
     * @param descriptors of which each pipe takes a pair
     */
    PipePool(int limit, DescriptorBudget descriptors) {
        this.limit = limit;
        this.descriptors = descriptors;
    }

    /** Returns an empty pipe, or null where there is none to be had: then bytes are copied. */
    @Nullable
    Pipe take() {
        Pipe pipe = idle.pollLast();
        if (pipe == null) {
            pipe = lent < limit ? open() : null;
            if (pipe == null) {
                return null;
            }
        }
        lent++;
        return pipe;
    }

    private @Nullable Pipe open() {
        if (!descriptors.takeForPipe()) {
            return null;
        }
        try {
            return Pipe.open();
        } catch (IOException e) {
            // No descriptors left: copying needs none.
            descriptors.giveBack();
            return null;
        }
    }

    /** Takes a pipe back. One with bytes in it is closed: they would go to another client. */
    void giveBack(Pipe pipe) {
        lent--;
        if (pipe.isEmpty() && idle.size() < MOST_KEPT && descriptors.hasPlenty()) {
            idle.addLast(pipe);
        } else {
            close(pipe);
        }
    }

    private void close(Pipe pipe) {
        pipe.close();
        descriptors.giveBack();
    }

    /** Returns how many are in use. */
    int lent() {
        return lent;
    }

    /** Leaves the descriptors of idle pipes to connections, where these need them; to be called now and then. */
    void makeRoom() {
        if (!descriptors.hasPlenty()) {
            close();
        }
    }

    /** Closes those that are idle. */
    void close() {
        while (!idle.isEmpty()) {
            close(idle.removeLast());
        }
    }
}
