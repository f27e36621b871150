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
 *
 * <p>Where weights differ, each score is bent by the weight so that the highest is as likely a slot's as the weight says
 * (Schindelhauer and Schomaker, "Weighted Distributed Hash Tables"). Equal weights leave the order of preference as it is
 * without any, and a weight that grows takes clients over but gives none away.
 */
public final class IpHash implements SchedulingPolicy {
    /** The bits of a score that carry the index of its candidate: room for 65,536 of them. */
    private static final long INDEX_BITS = 0xFFFF;

    /** What a double holds exactly, less the half that keeps away from 0. */
    private static final int FRACTION_BITS = 52;

    @Override
    public int choose(Candidates candidates, long clientKey) {
        if (candidates.isWeighted()) {
            return chooseWeighted(candidates, clientKey);
        }
        int count = candidates.count();
        // With the index in the score the search is a bare maximum. Remembering the best index beside the best score
        // takes a branch that no processor predicts, and twice the time.
        long best = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            best = Math.max(best, (score(clientKey, candidates.slot(i)) & ~INDEX_BITS) | i);
        }
        return (int) (best & INDEX_BITS);
    }

    private static int chooseWeighted(Candidates candidates, long clientKey) {
        int best = 0;
        double highest = -1;
        for (int i = 0; i < candidates.count(); i++) {
            double score = candidates.weight(i) / -Math.log(fraction(score(clientKey, candidates.slot(i))));
            if (score > highest) {
                highest = score;
                best = i;
            }
        }
        return best;
    }

    /** Maps all numbers, in their order, to those between 0 and 1, neither of which it returns. */
    private static double fraction(long score) {
        long upperBits = (score ^ Long.MIN_VALUE) >>> (Long.SIZE - FRACTION_BITS);
        return (upperBits + 0.5) * 0x1p-52;
    }

    private static long score(long clientKey, int slot) {
        return ClientKey.mixUpperBits(clientKey + (slot + 1) * ClientKey.GOLDEN_RATIO);
    }
}
