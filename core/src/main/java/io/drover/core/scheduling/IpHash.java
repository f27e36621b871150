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

    @Override
    public int choose(Candidates candidates, long clientKey) {
        int count = candidates.count();
        int best = 0;
        long bestScore = score(clientKey, candidates.slot(0));
        for (int i = 1; i < count; i++) {
            long score = score(clientKey, candidates.slot(i));
            if (score > bestScore) {
                bestScore = score;
                best = i;
            }
        }
        return best;
    }

    private static long score(long clientKey, int slot) {
        return ClientKey.mix(clientKey + (slot + 1) * ClientKey.GOLDEN_RATIO);
    }
}
