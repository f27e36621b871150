/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.testapp.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class ClusterNameIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void isMadeUniqueWhereNobodyChoseIt() {
        Cluster first =
                harness.cluster(TestApps.jar()).workers(1).app("--listen=0").startReady();
        Cluster second = harness.cluster(TestApps.jar())
                .beside(first)
                .workers(1)
                .app("--listen=0")
                .startReady();

        assertThat(first.name()).isEqualTo("app");
        assertThat(second.name()).isEqualTo("app-2");
        assertThat(TestApps.ask(first.port()).pid()).isEqualTo(first.workerPid(1));
        assertThat(TestApps.ask(second.port()).pid()).isEqualTo(second.workerPid(1));

        assertThat(first.stop()).isZero();
        assertThat(TestApps.ask(second.port()).pid()).as("the other lives on").isEqualTo(second.workerPid(1));
    }

    @Test
    void isRefusedWhereARunningClusterHasIt() {
        Cluster first = harness.cluster(TestApps.jar())
                .option("name", "shop")
                .workers(1)
                .app("--listen=0")
                .startReady();
        Cluster second = harness.cluster(TestApps.jar())
                .beside(first)
                .option("name", "shop")
                .workers(1)
                .app("--listen=0")
                .startAndAwaitExit();

        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(second.output().all()).singleElement().satisfies(line -> assertThat(line.text())
                .isEqualTo("name: shop (expected: one that no running cluster has)"));
        assertThat(TestApps.ask(first.port()).slot()).isZero();
    }

    /** The workers removed what the killed primary left, and if they had not, the next primary would. */
    @Test
    void isFreeAgainAfterAKillOfThePrimary() {
        Cluster first = harness.cluster(TestApps.jar())
                .option("name", "shop")
                .workers(1)
                .app("--listen=0")
                .startReady();
        first.signal("KILL");
        first.awaitExit();

        Cluster second = harness.cluster(TestApps.jar())
                .beside(first)
                .option("name", "shop")
                .workers(1)
                .app("--listen=0")
                .startReady();

        assertThat(TestApps.ask(second.port()).pid()).isEqualTo(second.workerPid(1));
        first.awaitNoProcess();
    }
}
