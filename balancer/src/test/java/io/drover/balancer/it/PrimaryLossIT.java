/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.testapp.HeldConnections;
import io.drover.balancer.testapp.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A SIGKILL of the primary. The harness checks that run directory and shared memory are gone. */
@Timeout(120)
class PrimaryLossIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void letsTheWorkersFinishWhatIsUnderWayAndEnd() {
        Cluster cluster =
                harness.cluster(TestApps.jar()).workers(2).app("--listen=0").startReady();

        try (HeldConnections held = new HeldConnections(cluster.port())) {
            held.open(4);
            held.oneIn(0).send("/slow?ms=1500");
            held.oneIn(1).send("/slow?ms=1500");

            cluster.signal("KILL");

            assertThat(held.oneIn(0).receive().body()).isEqualTo("slept");
            assertThat(held.oneIn(1).receive().body()).isEqualTo("slept");
            held.in(0).forEach(idle -> idle.awaitEnd());
            cluster.awaitNoProcess();
        }
    }

    @Test
    void endsAWorkerWhoseEventLoopIsBlocked() {
        Cluster cluster = harness.cluster(TestApps.jar())
                .workers(2)
                .option("drain-timeout", "1s")
                .app("--listen=0")
                .startReady();

        try (HeldConnections held = new HeldConnections(cluster.port())) {
            held.open(2);
            held.oneIn(0).send("/block?ms=300000");
            held.oneIn(1).send("/block?ms=300000");

            cluster.signal("KILL");

            cluster.awaitNoProcess();
        }
    }

    @Test
    void endsWorkersThatAreNotReadyYet() {
        Cluster cluster = harness.cluster(TestApps.jar())
                .workers(1)
                .option("drain-timeout", "1s")
                .app("--listen-to-nobody")
                .start();
        cluster.output().await("\\[0] arguments");

        cluster.signal("KILL");

        cluster.awaitNoProcess();
    }
}
