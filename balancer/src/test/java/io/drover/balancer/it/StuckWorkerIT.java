/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.Processes;
import io.drover.balancer.harness.Signals;
import io.drover.balancer.harness.WorkerCounts;
import io.drover.balancer.testapp.TestApps;
import io.drover.balancer.testapp.WorkerAnswer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a worker was given and has not taken belongs to nobody yet. */
@Timeout(120)
class StuckWorkerIT {
    private static final int CONNECTIONS = 20;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void losesNoneOfTheConnectionsThatItHasNotTakenWhenItDies() {
        Cluster cluster = start(harness, "60s");
        WorkerAnswer stuck = stopOne(cluster);

        List<HttpConnection> clients = connectAndAsk(cluster);
        assertThat(WorkerCounts.of(cluster.scoreboard(), stuck.workerId()))
                .as("half of them wait in its lane")
                .satisfies(
                        counts -> assertThat(counts.sent() - counts.received()).isEqualTo(CONNECTIONS / 2));
        Signals.send("KILL", stuck.pid());

        assertThatAllAreAnsweredByAnother(clients, stuck);
    }

    @Test
    void losesNoneOfThemWhenItIsFoundToStandStill() {
        Cluster cluster = start(harness, "2s");
        WorkerAnswer stuck = stopOne(cluster);

        List<HttpConnection> clients = connectAndAsk(cluster);

        assertThatAllAreAnsweredByAnother(clients, stuck);
        cluster.output().await("worker " + stuck.workerId() + " \\(pid \\d+\\) killed: ");
        cluster.awaitWorkerReady(3);
    }

    private static Cluster start(ClusterHarness harness, String heartbeatTimeout) {
        return harness.cluster(TestApps.jar())
                .workers(2)
                .option("heartbeat-timeout", heartbeatTimeout)
                .app("--listen=0")
                .startReady();
    }

    private static WorkerAnswer stopOne(Cluster cluster) {
        WorkerAnswer stuck = TestApps.ask(cluster.port());
        Signals.send("STOP", stuck.pid());
        Patience.await("the worker to be stopped").until(() -> Processes.isStopped(stuck.pid()));
        return stuck;
    }

    private static List<HttpConnection> connectAndAsk(Cluster cluster) {
        List<HttpConnection> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            HttpConnection client = HttpConnection.open(cluster.port());
            client.send("/worker");
            clients.add(client);
        }
        Patience.await("all to be accepted")
                .until(() -> WorkerCounts.of(cluster.scoreboard(), 1).sent()
                                + WorkerCounts.of(cluster.scoreboard(), 2).sent()
                        > CONNECTIONS);
        return clients;
    }

    private static void assertThatAllAreAnsweredByAnother(List<HttpConnection> clients, WorkerAnswer stuck) {
        for (HttpConnection client : clients) {
            WorkerAnswer answer = WorkerAnswer.parse(client.receive().body());
            assertThat(answer.workerId()).isNotEqualTo(stuck.workerId());
            client.close();
        }
    }
}
