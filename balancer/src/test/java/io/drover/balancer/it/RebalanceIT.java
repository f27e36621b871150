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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A new worker gets its share of the connections that clients keep open, and no client notices. */
@Timeout(120)
class RebalanceIT {
    private static final int IDLE = 16;
    private static final int BUSY = 4;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void movesIdleConnectionsToAWorkerThatIsAdded() {
        Cluster cluster = start(1);
        List<HttpConnection> idle = openAndAsk(cluster, IDLE);
        try (KeptClients busy = KeptClients.start(cluster.port(), BUSY)) {
            cluster.signal("TTIN");
            cluster.output().await("worker 2 \\(pid \\d+\\) has got \\d+ idle connections of other workers");

            busy.awaitAnswers(100);
            assertThat(busy.stopAndCollectFailures()).isEmpty();
        }
        assertHasItsShare(2, idle, 2);
    }

    @Test
    void movesIdleConnectionsToTheSuccessorOfAWorkerThatDied() {
        Cluster cluster = start(3);
        Signals.send("KILL", cluster.workerPid(1));
        cluster.output().await("worker 1 \\(pid \\d+\\) died");
        List<HttpConnection> idle = openAndAsk(cluster, IDLE);
        try (KeptClients busy = KeptClients.start(cluster.port(), BUSY)) {
            cluster.output().await("worker 4 \\(pid \\d+\\) has got \\d+ idle connections of other workers");

            busy.awaitAnswers(100);
            assertThat(busy.stopAndCollectFailures()).isEmpty();
        }
        assertHasItsShare(4, idle, 3);
    }

    /** Without a word of the user's, connections stay where they are. */
    @Test
    void leavesConnectionsAloneUnlessAskedFor() {
        Cluster cluster =
                harness.cluster(TestApps.jar()).workers(1).app("--listen=0").startReady();
        List<HttpConnection> idle = openAndAsk(cluster, IDLE);

        cluster.signal("TTIN");
        cluster.awaitWorkerReady(2);

        idle.forEach(
                connection -> assertThat(TestApps.ask(connection).workerId()).isEqualTo(1));
        idle.forEach(HttpConnection::close);
    }

    private Cluster start(int workers) {
        return harness.cluster(TestApps.jar())
                .workers(workers)
                .argument("--rebalance")
                .app("--listen=0")
                .startReady();
    }

    private static List<HttpConnection> openAndAsk(Cluster cluster, int count) {
        List<HttpConnection> connections = Stream.generate(() -> HttpConnection.open(cluster.port()))
                .limit(count)
                .toList();
        connections.forEach(TestApps::ask);
        return connections;
    }

    /** At least half of what is even: the connections of the busy clients count, too. */
    private static void assertHasItsShare(long workerId, List<HttpConnection> idle, int workers) {
        List<Long> owners = idle.stream()
                .map(connection -> TestApps.ask(connection).workerId())
                .toList();
        assertThat(owners).filteredOn(owner -> owner == workerId).hasSizeGreaterThanOrEqualTo(IDLE / workers / 2);
        assertThat(owners).filteredOn(owner -> owner != workerId).hasSizeGreaterThanOrEqualTo(IDLE / workers / 2);
        idle.forEach(HttpConnection::close);
    }
}
