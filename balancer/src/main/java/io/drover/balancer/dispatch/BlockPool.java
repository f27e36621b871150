/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import io.drover.core.scoreboard.Scoreboard;
import java.util.BitSet;

/**
 * Which blocks of the scoreboard are taken. Blocks are given out in turn, so that one just freed rests as long as
 * possible.
 *
 * <p>Threading: owned by the supervisor thread.
 */
public final class BlockPool {
    private final Scoreboard scoreboard;
    private final BitSet taken;
    private int next;

    public BlockPool(Scoreboard scoreboard) {
        this.scoreboard = scoreboard;
        this.taken = new BitSet(scoreboard.blockCount());
    }

    /** Takes a block; there are far more than a cluster can have workers or upstreams. */
    public int take() {
        int block = taken.nextClearBit(next);
        if (block >= scoreboard.blockCount()) {
            block = taken.nextClearBit(0);
        }
        if (block >= scoreboard.blockCount()) {
            throw new IllegalStateException("scoreboard: all " + scoreboard.blockCount() + " blocks are taken");
        }
        taken.set(block);
        next = block + 1;
        return block;
    }

    /** Tells whether none is left to take. */
    public boolean isEmpty() {
        return taken.cardinality() == scoreboard.blockCount();
    }

    public void release(int block) {
        taken.clear(block);
    }
}
