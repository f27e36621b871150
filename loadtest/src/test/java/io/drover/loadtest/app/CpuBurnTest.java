/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class CpuBurnTest {
    private static final BigInteger WORD = BigInteger.ONE.shiftLeft(64);

    @Test
    void sumsNothingInNoSteps() {
        assertThat(CpuBurn.sum(0)).isZero();
    }

    @Test
    void sumsTheXorshiftSequence() {
        assertThat(CpuBurn.sum(1)).isEqualTo(reference(1));
        assertThat(CpuBurn.sum(1_000)).isEqualTo(reference(1_000));
    }

    @Test
    void givesTheSameSumEveryTime() {
        assertThat(CpuBurn.sum(100_000)).isEqualTo(CpuBurn.sum(100_000)).isEqualTo(reference(100_000));
    }

    @Test
    void staysExactAsJavaScriptNumberForTheLargestStepCount() {
        double averageStep = CpuBurn.sum(1_000_000) / 1e6;

        assertThat(averageStep * 1e9).isLessThan(Math.pow(2, 53));
    }

    /** The same in arithmetic without overflow. */
    private static long reference(int stepCount) {
        BigInteger number = new BigInteger("9E3779B97F4A7C15", 16);
        BigInteger sum = BigInteger.ZERO;
        for (int step = 0; step < stepCount; step++) {
            number = number.xor(number.shiftLeft(13).mod(WORD));
            number = number.xor(number.shiftRight(7));
            number = number.xor(number.shiftLeft(17).mod(WORD));
            sum = sum.add(number.shiftRight(42));
        }
        return sum.longValueExact();
    }
}
