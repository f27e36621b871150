/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

/**
 * Work of a known length for one core: a sum over a pseudo-random sequence. Each step needs the one before, so that a
 * compiler can neither run steps side by side nor find a formula for the sum; and the sum is the answer, so that it
 * can't be left out. The cost is proportional to the number of steps.
 *
 * <p>The sequence is Marsaglia's 64-bit xorshift ("Xorshift RNGs", 2003). It always starts at the same place: the same
 * number of steps gives the same sum in every worker.
 */
final class CpuBurn {
    private static final long START = 0x9E3779B97F4A7C15L;

    /** What is added is 22 bits of each number: sums of up to 2^30 steps stay exact as a JavaScript number. */
    private static final int DROPPED_BITS = 42;

    private CpuBurn() {}

    static long sum(long stepCount) {
        long number = START;
        long sum = 0;
        for (long step = 0; step < stepCount; step++) {
            number ^= number << 13;
            number ^= number >>> 7;
            number ^= number << 17;
            sum += number >>> DROPPED_BITS;
        }
        return sum;
    }
}
