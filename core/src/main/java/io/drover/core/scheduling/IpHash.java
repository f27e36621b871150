/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

/**
 * Sticky by client address: rendezvous hashing over the stable slots (Thaler and Ravishankar, "Using Name-Based
 * Mappings to Increase Hit Rates").
 *
 * <p>Every client has an order of preference over the slots and gets the first that is a candidate. So a slot that is
 * lost moves only its own clients, and a restarted worker, which has the slot of the one before, gets the same clients
 * back. No state, hence the same answer from every primary, before and after a restart.
 */
public final class IpHash implements SchedulingPolicy {
    /** The bits of a score that carry the index of its candidate: room for 65,536 of them. */
    private static final long INDEX_BITS = 0xFFFF;

    @Override
    public int choose(Candidates candidates, long clientKey) {
        int count = candidates.count();
        // With the index in the score the search is a bare maximum. Remembering the best index beside the best score
        // takes a branch that no processor predicts, and twice the time.
        long best = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            best = Math.max(best, (score(clientKey, candidates.slot(i)) & ~INDEX_BITS) | i);
        }
        return (int) (best & INDEX_BITS);
    }

    private static long score(long clientKey, int slot) {
        return ClientKey.mixUpperBits(clientKey + (slot + 1) * ClientKey.GOLDEN_RATIO);
    }
}
