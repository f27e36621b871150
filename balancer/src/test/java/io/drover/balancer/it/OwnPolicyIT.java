/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.ClassFolder;
import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterBuilder;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.testapp.TestApps;
import io.drover.core.scheduling.Candidates;
import io.drover.core.scheduling.SchedulingPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class OwnPolicyIT {
    private static final int CONNECTIONS = 10;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    /** A policy such as a user could write. */
    public static final class LastSlot implements SchedulingPolicy {
        @Override
        public int choose(Candidates candidates, long clientKey) {
            return candidates.count() - 1;
        }
    }

    /** A policy such as a user should not write. */
    public static final class Broken implements SchedulingPolicy {
        @Override
        public int choose(Candidates candidates, long clientKey) {
            throw new IllegalStateException("this policy is broken");
        }
    }

    @Test
    void decidesWhoGetsAConnection() {
        Cluster cluster = clusterWith(LastSlot.class).startReady();

        for (int i = 0; i < CONNECTIONS; i++) {
            assertThat(TestApps.ask(cluster.port()).slot()).isEqualTo(1);
        }
    }

    @Test
    void costsNoConnectionWhenItFails() {
        Cluster cluster = clusterWith(Broken.class).startReady();

        for (int i = 0; i < CONNECTIONS; i++) {
            assertThat(TestApps.ask(cluster.port()).slot()).isZero();
        }

        assertThat(cluster.output().matching("policy .* failed; the first candidate gets the connection"))
                .as("reported once")
                .hasSize(1);
    }

    private ClusterBuilder clusterWith(Class<? extends SchedulingPolicy> policy) {
        ClusterFolder folder = harness.newFolder();
        return harness.cluster(TestApps.jar())
                .in(folder)
                .workers(2)
                .option("policy", policy.getName())
                .option(
                        "policy-path",
                        ClassFolder.write(folder.file("classes"), policy).toString())
                .app("--listen=0");
    }
}
