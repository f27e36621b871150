/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.Signals;
import io.drover.balancer.testapp.TestApps;
import io.drover.balancer.testapp.WorkerAnswer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code --policy=none}. */
@Timeout(120)
class SharedListenerIT {
    private static final int CONNECTIONS = 20;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    private Cluster cluster;

    @BeforeEach
    void start() {
        cluster = harness.cluster(TestApps.jar())
                .workers(2)
                .option("policy", "none")
                .app("--listen=0")
                .startReady();
    }

    /** Whoever is free is woken: while one worker is busy, the other must accept. */
    @Test
    void letsEveryWorkerAcceptOnTheSameSocket() {
        try (HttpConnection busy = HttpConnection.open(cluster.port())) {
            int busySlot = TestApps.ask(busy).slot();
            busy.send("/block?ms=2000");

            assertThat(slotsThatAnswer()).contains(1 - busySlot);
            assertThat(busy.receive().body()).isEqualTo("blocked");
        }
    }

    private Set<Integer> slotsThatAnswer() {
        Set<Integer> slots = new HashSet<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            slots.add(TestApps.ask(cluster.port()).slot());
        }
        return slots;
    }

    @Test
    void answersEveryConnectionAfterTheLossOfAWorker() {
        WorkerAnswer lost = TestApps.ask(cluster.port());
        Signals.send("KILL", lost.pid());

        for (int i = 0; i < CONNECTIONS; i++) {
            assertThat(TestApps.ask(cluster.port()).workerId()).isNotEqualTo(lost.workerId());
        }
        cluster.awaitWorkerReady(3);
    }
}
