/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.loadtest.generator.ErrorKind;
import io.drover.loadtest.process.Footprint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromiseTest {
    private static final Footprint BEFORE = new Footprint(50, 12, 100_000, 3_000, 5);

    @Test
    void judges() {
        assertThat(Promise.none("losses", 0).verdict()).isEqualTo("met");
        assertThat(Promise.none("losses", 1).verdict()).isEqualTo("MISSED");
        assertThat(Promise.all("answers", 299, 300).met()).isFalse();
        assertThat(Promise.atMost("wait", 1_000, 1_000, " ms").met()).isTrue();
        assertThat(Promise.atMost("wait", 1_001, 1_000, " ms"))
                .isEqualTo(new Promise("wait", "1,001 ms", "at most 1,000 ms", false));
        assertThat(Promise.countAtLeast("requests", 49_999, 50_000).met()).isFalse();
        assertThat(Promise.holds("refused", false).verdict()).isEqualTo("MISSED");
    }

    @Test
    void wantsEveryPromiseKeptAndTheScenarioAtItsEnd() {
        Promise met = Promise.none("losses", 0);
        Promise missed = Promise.none("losses", 2);

        assertThat(result(List.of(met, met), "").verdict()).isEqualTo("met");
        assertThat(result(List.of(met, missed), "").verdict()).isEqualTo("MISSED");
        assertThat(result(List.of(), "primary: ended with 1").verdict()).isEqualTo("FAILED");
        assertThat(ChaosResult.failed("kill", "primary: ended with 1").isMet()).isFalse();
    }

    @Test
    void showsEveryScenarioInARow() {
        List<String> table = ChaosText.table(List.of(result(List.of(Promise.none("losses", 2)), "")));

        assertThat(table.get(1))
                .startsWith("kill")
                .contains("4 reset", "0 of 1")
                .endsWith("MISSED");
    }

    @Test
    void doesNotTakeWaitsThatWereNotNotedForNone() {
        ChaosResult.Clientele clients = new ChaosResult.Clientele(10, 10, Map.of(), 0, 0);
        ChaosResult quick = new ChaosResult("stop", "stopped", clients, List.of(), List.of(), "");

        assertThat(ChaosText.table(List.of(quick)).get(1)).contains("none", "below 200 ms");
    }

    @Test
    void allowsAPrimaryToGrowOnlyWithinTheTolerance() {
        Footprint alike = new Footprint(54, 14, 110_000, 4_000, 5);
        Footprint leaking = new Footprint(55, 15, 120_000, 5_000, 6);

        assertThat(new Growth(BEFORE, alike).promises()).allMatch(Promise::met);
        assertThat(new Growth(BEFORE, leaking).promises()).noneMatch(Promise::met);
    }

    private static ChaosResult result(List<Promise> promises, String failure) {
        ChaosResult.Clientele clients = new ChaosResult.Clientele(10, 10, Map.of(ErrorKind.RESET, 4L), 0, 12);
        return new ChaosResult("kill", "20 workers killed", clients, promises, List.of(), failure);
    }
}
