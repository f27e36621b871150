/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.compare;

import static io.drover.bench.compare.Change.Verdict;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeTest {
    @ParameterizedTest
    @CsvSource({
        "100, 5, 111, 5, WORSE",
        "100, 5, 110, 5, SAME",
        "100, 5, 100, 5, SAME",
        "100, 5, 90, 5, SAME",
        "100, 5, 89, 5, BETTER",
        "100, 50, 130, 1, SAME",
        "100, NaN, 200, 1, UNKNOWN",
        "100, 1, 200, NaN, UNKNOWN",
    })
    void isToldFromTheErrorBarsOfBoth(double before, double error, double after, double afterError, Verdict verdict) {
        assertThat(change(before, error, after, afterError, "ns/op", false).verdict())
                .isEqualTo(verdict);
    }

    @Test
    void isForTheBetterWhereARateGrows() {
        assertThat(change(100, 5, 150, 5, "ops/s", true).verdict()).isEqualTo(Verdict.BETTER);
        assertThat(change(100, 5, 50, 5, "ops/s", true).verdict()).isEqualTo(Verdict.WORSE);
    }

    @ParameterizedTest
    @CsvSource({"0.001, 0.0001, 0.02, 0.001, SAME", "0.001, 0.0001, 16, 0.001, WORSE", "24, 0.01, 0.01, 0.01, BETTER"})
    void isNoneWhereLessThanAnObjectIsAllocated(
            double before, double error, double after, double afterError, Verdict verdict) {
        assertThat(change(before, error, after, afterError, "B/op", false).verdict())
                .isEqualTo(verdict);
    }

    @Test
    void isNeitherGoodNorBadWhereABenchmarkComesOrGoes() {
        Score score = new Score(1, 0.1, "ns/op", false);
        assertThat(new Change("x", null, score).verdict()).isEqualTo(Verdict.ADDED);
        assertThat(new Change("x", score, null).verdict()).isEqualTo(Verdict.GONE);
        assertThat(new Change("x", null, score).percent()).isEqualTo("-");
    }

    @Test
    void isWrittenInPercent() {
        assertThat(change(200, 1, 150, 1, "ns/op", false).percent()).isEqualTo("-25.0 %");
        assertThat(change(200, 1, 201, 1, "ns/op", false).percent()).isEqualTo("+0.5 %");
    }

    private static Change change(
            double before, double error, double after, double afterError, String unit, boolean moreIsBetter) {
        return new Change(
                "x", new Score(before, error, unit, moreIsBetter), new Score(after, afterError, unit, moreIsBetter));
    }
}
