/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.upstream.Server;
import io.drover.core.config.Upstream;
import io.drover.core.scoreboard.Scoreboard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationCandidatesTest {
    private final DestinationCandidates candidates = new DestinationCandidates();
    private Scoreboard scoreboard;

    @BeforeEach
    void makeScoreboard(@TempDir Path folder) throws IOException {
        scoreboard = Scoreboard.create(folder.resolve("scoreboard"), 3);
    }

    @Test
    void hasNoWeightsWhereAllAreTheSame() {
        assertThat(candidates.fill(destinations(5, 5, 5))).isEqualTo(3);

        assertThat(candidates.isWeighted()).isFalse();
    }

    @Test
    void tellsWeightsThatDiffer() {
        candidates.fill(destinations(1, 5, 1));

        assertThat(candidates.isWeighted()).isTrue();
        assertThat(candidates.weight(1)).isEqualTo(5);
    }

    @Test
    void looksOnlyAtThoseThatHaveRoom() {
        Destination[] all = destinations(1, 5, 1);
        all[1] = destination(1, 5, 1);
        all[1].countChosen();

        assertThat(candidates.fill(all)).isEqualTo(2);
        assertThat(candidates.isWeighted()).isFalse();
        assertThat(candidates.slot(1)).isEqualTo(2);
    }

    private Destination[] destinations(int... weights) {
        Destination[] made = new Destination[weights.length];
        for (int slot = 0; slot < weights.length; slot++) {
            made[slot] = destination(slot, weights[slot], 0);
        }
        return made;
    }

    private Destination destination(int slot, int weight, int maxConnections) {
        WorkerLoad load = new WorkerLoad(slot, slot + 1, scoreboard.block(slot));
        int port = 9000 + slot;
        Upstream upstream = new Upstream("127.0.0.1:" + port, "127.0.0.1", port, weight, maxConnections);
        return Destination.ofStranger(Server.of(upstream, new InetSocketAddress(upstream.host(), port), load, 0));
    }
}
