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
import io.drover.balancer.harness.RequestStream;
import io.drover.balancer.testapp.HeldConnections;
import io.drover.balancer.testapp.TestApps;
import io.drover.balancer.testapp.WorkerAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Workers that are well are replaced before they could be otherwise: the new one first, then the old one drains. */
@Timeout(120)
class RecyclingIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void replacesAWorkerThatIsOldAndFailsNoRequest() {
        Cluster cluster = cluster(1).option("max-age", "3s").startReady();

        try (RequestStream stream = RequestStream.start(cluster.port(), "/worker", 2);
                HttpConnection busy = HttpConnection.open(cluster.port())) {
            cluster.output().await("worker 1 \\(pid \\d+\\) is \\d+ s old, a new one is started for it");
            busy.send("/slow?ms=2500");
            cluster.output().await("worker 1 \\(pid \\d+\\) draining, replaced by worker 2");
            assertThat(busy.receive().body()).as("under way at the old worker").isEqualTo("slept");
            cluster.output().await("worker 1 \\(pid \\d+\\) ended");

            stream.awaitAnswers(10);
            assertThat(stream.stopAndCollectFailures()).isEmpty();
        }
        assertNewBeforeOld(cluster);
    }

    @Test
    void replacesAWorkerThatHasTooMuchMemoryAndNoOther() {
        Cluster cluster = cluster(2)
                .option("max-memory", "400m")
                .option("jvm-arg", "-XX:MaxDirectMemorySize=1g")
                .startReady();
        WorkerAnswer large;
        WorkerAnswer small;
        try (HeldConnections held = new HeldConnections(cluster.port())) {
            held.open(2);
            large = TestApps.ask(held.oneIn(1));
            small = TestApps.ask(held.oneIn(0));
            assertThat(held.oneIn(1).ask("/fill?mib=400").body()).isEqualTo("filled");
        }

        cluster.output().await("worker " + large.workerId() + " \\(pid \\d+\\) has \\d+ MiB of memory, a new one");
        cluster.output().await("worker " + large.workerId() + " \\(pid \\d+\\) ended");

        assertThat(List.of(
                        TestApps.ask(cluster.port()).workerId(),
                        TestApps.ask(cluster.port()).workerId()))
                .containsExactlyInAnyOrder(small.workerId(), 3L);
        assertThat(cluster.output().matching("MiB of memory, a new one")).hasSize(1);
    }

    @Test
    void replacesAWorkerThatHasHadItsConnections() {
        Cluster cluster = cluster(1).option("max-requests", "20").startReady();

        for (int i = 0; i < 15; i++) {
            assertThat(HttpConnection.get(cluster.port(), "/")).isEqualTo("ok");
        }
        assertThat(TestApps.ask(cluster.port()).workerId()).as("after fewer").isEqualTo(1);
        for (int i = 0; i < 6; i++) {
            assertThat(HttpConnection.get(cluster.port(), "/")).isEqualTo("ok");
        }

        cluster.output()
                .await("worker 1 \\(pid \\d+\\) has had (1[89]|2[0-2]) connections, a new one is started for it");
        cluster.output().await("worker 1 \\(pid \\d+\\) ended");
        assertNewBeforeOld(cluster);
        assertThat(TestApps.ask(cluster.port()).workerId()).isEqualTo(2);
    }

    @Test
    void countsRequestsWhereTheApplicationDoes() {
        Cluster cluster = cluster(1).option("max-requests", "1000").startReady();

        assertThat(HttpConnection.get(cluster.port(), "/count-requests?count=1100"))
                .isEqualTo("counted");

        cluster.output().await("worker 1 \\(pid \\d+\\) has answered 1100 requests, a new one is started for it");
        cluster.output().await("worker 1 \\(pid \\d+\\) ended");
        assertNewBeforeOld(cluster);
    }

    private ClusterBuilder cluster(int workers) {
        return harness.cluster(TestApps.jar()).workers(workers).app("--listen=0");
    }

    private static void assertNewBeforeOld(Cluster cluster) {
        assertThat(cluster.output().matching("worker (1 .* draining|2 .* ready after)"))
                .satisfiesExactly(line -> assertThat(line).contains("worker 2", "ready"), line -> assertThat(line)
                        .contains("worker 1", "draining"));
    }
}
