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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class RoundRobinIT {
    private static final int CONNECTIONS = 1000;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void givesEveryWorkerTheSameNumberOfConnectionsOrOneMore(int workers) {
        Cluster cluster = harness.cluster(TestApps.jar())
                .workers(workers)
                .app("--listen=0")
                .startReady();
        int[] served = new int[workers];

        for (int i = 0; i < CONNECTIONS; i++) {
            served[TestApps.ask(cluster.port()).slot()]++;
        }

        assertThat(Arrays.stream(served).sum()).isEqualTo(CONNECTIONS);
        assertThat(Arrays.stream(served).max().orElseThrow()
                        - Arrays.stream(served).min().orElseThrow())
                .as(Arrays.toString(served))
                .isLessThanOrEqualTo(1);
    }
}
