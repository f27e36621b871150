/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.testapp.HeldConnections;
import io.drover.balancer.testapp.TestApps;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stop that comes while more clients wait than the workers' lanes have room for. */
@Timeout(120)
class StopWithoutRoomIT {
    /** More than a lane's window of 128: the rest waits in the kernel's queue. */
    private static final int CLIENTS = 300;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void answersEveryClientThatWasQueuedWhenTheWorkerIsBusyForAWhile() {
        Cluster cluster = harness.cluster(TestApps.jar())
                .workers(1)
                .app("--listen=0")
                .option("drain-timeout", "60s")
                .startReady();
        List<HttpConnection> clients = new ArrayList<>();
        try (HeldConnections blocking = new HeldConnections(cluster.port())) {
            blocking.open(1);
            blocking.oneIn(0).send("/block?ms=3000");
            for (int i = 0; i < CLIENTS; i++) {
                HttpConnection client = HttpConnection.open(cluster.port());
                client.send("/worker");
                clients.add(client);
            }

            cluster.signal("TERM");

            for (HttpConnection client : clients) {
                assertThat(client.receive().status()).isEqualTo(200);
                client.close();
            }
        }
        assertThat(cluster.awaitExit()).isZero();
    }
}
