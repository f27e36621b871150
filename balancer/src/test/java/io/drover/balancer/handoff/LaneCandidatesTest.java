/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.dispatch.WorkerLoad;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneCandidatesTest {
    private final LaneCandidates candidates = new LaneCandidates();
    private LaneFixture fixture;
    private Lane[] lanes;

    @BeforeEach
    void makeLanes(@TempDir Path folder) throws IOException {
        fixture = new LaneFixture(folder);
        lanes = new Lane[] {
            fixture.laneTo(fixture.worker(0)), fixture.laneTo(fixture.worker(2)), fixture.laneTo(fixture.worker(5))
        };
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void areThoseWithRoomInTheOrderOfTheirSlots() {
        fill(lanes[1]);

        assertThat(candidates.fill(lanes)).isEqualTo(2);

        assertThat(candidates.count()).isEqualTo(2);
        assertThat(candidates.slot(0)).isZero();
        assertThat(candidates.slot(1)).isEqualTo(5);
        assertThat(candidates.lane(1)).isSameAs(lanes[2]);
    }

    @Test
    void showHowManyConnectionsEachHasOpen() {
        lanes[0].worker().countSent();
        lanes[0].worker().countSent();
        lanes[0].worker().block().addReceived();
        lanes[0].worker().block().addClosed();
        lanes[2].worker().countSent();

        candidates.fill(lanes);

        assertThat(candidates.openConnections(0)).as("one open, one on its way").isEqualTo(1);
        assertThat(candidates.openConnections(1)).isZero();
        assertThat(candidates.openConnections(2)).isEqualTo(1);
    }

    @Test
    void closeUpWhenOneIsRemoved() {
        candidates.fill(lanes);

        candidates.remove(0);
        assertThat(candidates.count()).isEqualTo(2);
        assertThat(candidates.slot(0)).isEqualTo(2);
        assertThat(candidates.slot(1)).isEqualTo(5);

        candidates.remove(1);
        assertThat(candidates.count()).isEqualTo(1);
        assertThat(candidates.slot(0)).isEqualTo(2);
    }

    @Test
    void followTheNumberOfLanes() {
        candidates.fill(lanes);

        assertThat(candidates.fill(new Lane[] {lanes[2]})).isEqualTo(1);
        assertThat(candidates.slot(0)).isEqualTo(5);
        assertThat(candidates.fill(new Lane[0])).isZero();
        assertThat(candidates.fill(lanes)).isEqualTo(3);
    }

    private static void fill(Lane lane) {
        for (int i = 0; i < WorkerLoad.FULL_WINDOW; i++) {
            lane.worker().countSent();
        }
    }
}
