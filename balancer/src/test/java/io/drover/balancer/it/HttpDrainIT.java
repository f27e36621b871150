/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterBuilder;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.RunnableJar;
import io.drover.balancer.testapp.HttpApp;
import io.drover.balancer.testapp.HttpApp.Protocol;
import io.drover.balancer.testapp.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that puts the runtime's handlers into its pipelines loses no request when its workers change. */
@Timeout(120)
class HttpDrainIT {
    private static final int CLIENTS = 4;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void losesNoHttp2StreamInAReload() {
        Cluster cluster = cluster(Protocol.HTTP_2).startReady();

        try (Http2Clients clients = Http2Clients.start(cluster.port(), "/", CLIENTS)) {
            reloadUnderLoad(cluster, () -> clients.awaitAnswers(1_000));
            clients.awaitEndOfThoseLeft();
            clients.stop();

            assertThat(clients.failures()).isEmpty();
            assertThat(clients.goAways())
                    .as("twice for each connection: nothing refused, then the last that was served")
                    .filteredOn(last -> last == Integer.MAX_VALUE)
                    .hasSize(clients.goAways().size() / 2)
                    .hasSizeGreaterThanOrEqualTo(CLIENTS);
        }
    }

    @Test
    void cutsAnHttp2StreamThatIsOpenAtTheDrainTimeout() {
        Cluster cluster = cluster(Protocol.HTTP_2).option("drain-timeout", "3s").startReady();

        try (Http2Clients clients = Http2Clients.start(cluster.port(), "/never", 1)) {
            assertThat(cluster.stop()).isZero();

            assertThat(cluster.output().matching("killed")).isEmpty();
            clients.awaitEndOfThoseLeft();
            assertThat(clients.failures()).contains("connection: closed with 5 streams open");
        }
    }

    @Test
    void losesNoHttp1RequestInAReloadWhereConnectionsAreClosed() {
        Cluster cluster = cluster(Protocol.HTTP_1_CLOSING).startReady();

        try (HttpConnection idle = HttpConnection.open(cluster.port());
                KeptClients clients = KeptClients.startHeedingClose(cluster.port(), CLIENTS)) {
            reloadUnderLoad(cluster, () -> clients.awaitAnswers(500));
            idle.awaitEnd();

            assertThat(clients.stopAndCollectFailures()).isEmpty();
            assertThat(clients.closeCount()).isGreaterThanOrEqualTo(CLIENTS);
        }
    }

    @Test
    void keepsHttp1ConnectionsThroughAReloadWhereTheyAreHandedBack() {
        Cluster cluster = cluster(Protocol.HTTP_1).startReady();

        try (HttpConnection idle = HttpConnection.open(cluster.port());
                KeptClients clients = KeptClients.start(cluster.port(), CLIENTS)) {
            assertThat(TestApps.ask(idle).generation()).isEqualTo(1);
            reloadUnderLoad(cluster, () -> clients.awaitAnswers(500));

            assertThat(clients.stopAndCollectFailures()).isEmpty();
            assertThat(TestApps.ask(idle).generation()).isEqualTo(2);
        }
    }

    @Test
    void countsTheRequestsOfKeptConnections() {
        Cluster cluster = cluster(Protocol.HTTP_1).option("max-requests", "200").startReady();

        try (KeptClients clients = KeptClients.start(cluster.port(), CLIENTS)) {
            cluster.output().await("worker 1 \\(pid \\d+\\) has answered \\d+ requests, a new one is started for it");
            cluster.output().await("worker 1 \\(pid \\d+\\) ended");

            assertThat(clients.stopAndCollectFailures()).isEmpty();
        }
    }

    private static void reloadUnderLoad(Cluster cluster, Runnable load) {
        load.run();
        cluster.signal("USR2");
        cluster.output().await("reload to generation 2 finished");
        load.run();
        assertThat(cluster.output().matching("killed")).isEmpty();
    }

    private ClusterBuilder cluster(Protocol protocol) {
        ClusterFolder folder = harness.newFolder();
        return harness.cluster(RunnableJar.write(folder.file("http.jar"), HttpApp.class))
                .in(folder)
                .workers(2)
                .app(protocol.name());
    }
}
