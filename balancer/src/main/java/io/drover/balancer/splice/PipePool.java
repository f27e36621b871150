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
    private final ArrayDeque<Pipe> idle = new ArrayDeque<>(MOST_KEPT);
    private int lent;

    /**
     * Makes an empty pool.
     *
     * @param limit how many pipes there may be at once
     */
    PipePool(int limit) {
        this.limit = limit;
    }

    /** Returns an empty pipe, or null where there is none to be had: then bytes are copied. */
    @Nullable
    Pipe take() {
        Pipe pipe = idle.pollLast();
        if (pipe == null) {
            if (lent >= limit) {
                return null;
            }
            try {
                pipe = Pipe.open();
            } catch (IOException e) {
                // No descriptors left: copying needs none.
                return null;
            }
        }
        lent++;
        return pipe;
    }

    /** Takes a pipe back. One with bytes in it is closed: they would go to another client. */
    void giveBack(Pipe pipe) {
        lent--;
        if (pipe.isEmpty() && idle.size() < MOST_KEPT) {
            idle.addLast(pipe);
        } else {
            pipe.close();
        }
    }

    /** Returns how many are in use. */
    int lent() {
        return lent;
    }

    void close() {
        while (!idle.isEmpty()) {
            idle.removeLast().close();
        }
    }
}
