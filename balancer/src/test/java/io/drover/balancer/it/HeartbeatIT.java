/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.testapp.HeldConnections;
import io.drover.balancer.testapp.TestApps;
import io.drover.balancer.testapp.WorkerAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class HeartbeatIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void replacesAWorkerWhoseEventLoopStandsStillAndKeepsItsThreadDump() throws IOException {
        ClusterFolder folder = harness.newFolder();
        Path logs = Files.createDirectory(folder.file("logs"));
        Cluster cluster = harness.cluster(TestApps.jar())
                .in(folder)
                .workers(2)
                .option("heartbeat-timeout", "3s")
                .option("log-dir", logs.toString())
                .app("--listen=0")
                .startReady();

        try (HeldConnections held = new HeldConnections(cluster.port())) {
            held.open(2);
            WorkerAnswer blocked = TestApps.ask(held.oneIn(0));
            held.oneIn(0).send("/block?ms=100000");

            cluster.output()
                    .await("worker " + blocked.workerId()
                            + " \\(pid \\d+\\) killed: its event loops have stood still for 3 s");
            held.oneIn(0).awaitEnd();
            Path dump = logs.resolve("drover-worker-" + blocked.pid() + "-threads.txt");
            Patience.await("the thread dump")
                    .until(() -> Files.exists(dump)
                            && Files.readString(dump).contains("Full thread dump")
                            && Files.readString(dump).contains("drover-worker-"));
            cluster.awaitWorkerReady(3);
            assertThat(TestApps.ask(held.oneIn(1)).slot())
                    .as("the other worker")
                    .isEqualTo(1);
        }
    }

    @Test
    void leavesAWorkerAloneThatIsOnlySlow() {
        Cluster cluster = harness.cluster(TestApps.jar())
                .workers(1)
                .option("heartbeat-timeout", "5s")
                .app("--listen=0")
                .startReady();

        try (HeldConnections held = new HeldConnections(cluster.port())) {
            held.open(1);
            assertThat(held.oneIn(0).ask("/block?ms=1500").body()).isEqualTo("blocked");
            assertThat(TestApps.ask(held.oneIn(0)).workerId()).isEqualTo(1);
        }
        assertThat(cluster.output().matching("killed")).isEmpty();
    }
}
