/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.listener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoomPausesTest {
    @Test
    void areLongerEachTimeUpToALimit() {
        RoomPauses pauses = new RoomPauses(0);

        assertThat(new int[] {pauses.nextMs(), pauses.nextMs(), pauses.nextMs(), pauses.nextMs(), pauses.nextMs()})
                .containsExactly(1, 2, 4, 8, 16);
        assertThat(pauses.nextMs()).isEqualTo(16);
    }

    @Test
    void areTooLongWhereTheirSumReachesTheTimeout() {
        RoomPauses pauses = new RoomPauses(6);

        assertThat(isTooLongAfter(pauses)).isFalse(); // 1 ms
        assertThat(isTooLongAfter(pauses)).isFalse(); // 3 ms
        assertThat(isTooLongAfter(pauses)).isTrue(); // 7 ms
    }

    @Test
    void beginAnewWhereThereWasRoom() {
        RoomPauses pauses = new RoomPauses(3);
        isTooLongAfter(pauses);
        pauses.end();

        assertThat(isTooLongAfter(pauses)).isFalse();
        assertThat(isTooLongAfter(pauses)).isTrue();
    }

    @Test
    void areNeverTooLongWithoutATimeout() {
        RoomPauses pauses = new RoomPauses(0);

        for (int i = 0; i < 100_000; i++) {
            assertThat(isTooLongAfter(pauses)).isFalse();
        }
    }

    private static boolean isTooLongAfter(RoomPauses pauses) {
        boolean isTooLong = pauses.isTooLong();
        pauses.nextMs();
        return isTooLong;
    }
}
