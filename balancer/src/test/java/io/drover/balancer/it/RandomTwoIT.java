/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.testapp.TestApps;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class RandomTwoIT {
    private static final int CONNECTIONS = 600;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void spreadsConnectionsOverAllWorkers() {
        Cluster cluster = harness.cluster(TestApps.jar())
                .workers(3)
                .option("policy", "random-two")
                .app("--listen=0")
                .startReady();
        int[] served = new int[3];

        for (int i = 0; i < CONNECTIONS; i++) {
            served[TestApps.ask(cluster.port()).slot()]++;
        }

        // 200 each are expected, with a standard deviation of 12.
        assertThat(Arrays.stream(served).min().orElseThrow())
                .as(Arrays.toString(served))
                .isGreaterThan(CONNECTIONS / 6);
    }
}
