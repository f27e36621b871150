/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.WorkerCounts;
import io.drover.balancer.testapp.HeldConnections;
import io.drover.balancer.testapp.TestApps;
import io.drover.core.scoreboard.Scoreboard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class LeastConnectionsIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void givesEachConnectionToTheWorkerThatHoldsTheFewest() {
        Cluster cluster = harness.cluster(TestApps.jar())
                .workers(2)
                .option("policy", "least-connections")
                .app("--listen=0")
                .startReady();

        try (HeldConnections held = new HeldConnections(cluster.port())) {
            held.open(10);
            assertThat(held.in(0)).hasSize(5);
            assertThat(held.in(1)).hasSize(5);

            long emptiedWorker = TestApps.ask(held.oneIn(0)).workerId();
            held.close(0);
            awaitNoneOpen(cluster, emptiedWorker);
            held.open(5);
            assertThat(held.in(0)).as("all that came since").hasSize(5);
            assertThat(held.in(1)).hasSize(5);

            held.open(6);
            assertThat(held.in(0)).as("equal loads take turns").hasSize(8);
            assertThat(held.in(1)).hasSize(8);
        }
    }

    private static void awaitNoneOpen(Cluster cluster, long workerId) {
        Scoreboard scoreboard = cluster.scoreboard();
        Patience.await("worker " + workerId + " to count its connections as closed")
                .until(() -> WorkerCounts.of(scoreboard, workerId).open() == 0);
    }
}
