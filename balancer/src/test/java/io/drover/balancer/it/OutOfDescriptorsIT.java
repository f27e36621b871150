/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterBuilder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.Signals;
import io.drover.balancer.harness.WorkerCounts;
import io.drover.balancer.testapp.TestApps;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A worker, and a relay, with few file descriptors. */
@Timeout(120)
class OutOfDescriptorsIT {
    private static final String SHORTAGE = "nearly all file descriptors are in use|a connection was lost on its way in";

    private static final String RELAY_SHORTAGE = "clients wait to be accepted: \\d+ connections are open";

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void makesLateClientsWaitUntilEarlyOnesHaveGone() {
        Cluster cluster = start();
        cluster.expectWarnings(SHORTAGE);

        for (HttpConnection client : ask(cluster, 250)) {
            assertThat(client.receive().body()).isEqualTo("ok");
            client.close();
        }
    }

    @Test
    void servesAgainAfterTheApplicationHadTakenThemAll() {
        Cluster cluster = start();
        cluster.expectWarnings(SHORTAGE);
        try (HttpConnection held = HttpConnection.open(cluster.port())) {
            assertThat(held.ask("/open-files").body()).startsWith("opened ");
            List<HttpConnection> unlucky = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                unlucky.add(HttpConnection.open(cluster.port()));
            }
            assertThat(held.ask("/close-files").body()).isEqualTo("closed");
            unlucky.forEach(HttpConnection::close);

            for (int i = 0; i < 300; i++) {
                assertThat(HttpConnection.get(cluster.port(), "/")).isEqualTo("ok");
            }
        }
        Patience.await("the worker's books to be right again")
                .until(() -> WorkerCounts.of(cluster.scoreboard(), 1).isSettled());
    }

    @Test
    void leavesTheRelayEnoughToReplaceAWorkerAndToAnswerAnOperator() {
        Cluster cluster = limited().workers(2).option("forward", "splice").startReady();
        cluster.expectWarnings(RELAY_SHORTAGE);
        List<HttpConnection> clients = ask(cluster, 300);
        cluster.output().await(RELAY_SHORTAGE);

        Signals.send("KILL", cluster.workerPid(1));
        cluster.awaitWorkerReady(3);
        Cluster status =
                harness.command().beside(cluster).plain().argument("status").start();
        assertThat(status.awaitExit()).isZero();

        clients.forEach(HttpConnection::close);
        assertThat(cluster.output().matching("no process could be started")).isEmpty();
        for (int i = 0; i < 100; i++) {
            assertThat(HttpConnection.get(cluster.port(), "/")).isEqualTo("ok");
        }
    }

    private Cluster start() {
        return limited().workers(1).startReady();
    }

    private ClusterBuilder limited() {
        return harness.cluster(TestApps.jar())
                .through("prlimit", "--nofile=250:250")
                .app("--listen=0");
    }

    /** Opens so many connections with a request on each, and waits for no answer. */
    private static List<HttpConnection> ask(Cluster cluster, int count) {
        List<HttpConnection> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            HttpConnection client = HttpConnection.open(cluster.port());
            client.send("/");
            clients.add(client);
        }
        return clients;
    }
}
