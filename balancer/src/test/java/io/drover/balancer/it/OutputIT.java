/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.FreePort;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.testapp.HeldConnections;
import io.drover.balancer.testapp.TestApps;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class OutputIT {
    private static final int FLOOD = 50_000;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void tellsInAFewLinesWhatRunsWhere() {
        Cluster cluster = harness.cluster(TestApps.jar())
                .plain()
                .workers(2)
                .option("policy", "ip-hash")
                .argument("--", "--listen=0")
                .startReady();

        List<String> lines = cluster.output().standardOutput().stream()
                // Nor what is said about a start that takes long, as on a loaded machine.
                .filter(line -> !line.startsWith("[") && !line.contains(" is not ready yet after "))
                .map(line -> line.replaceFirst("^\\d\\d:\\d\\d:\\d\\d ", ""))
                .toList();
        assertThat(lines.get(0))
                .matches("Drover \\S+: app.jar on 2 workers, policy ip-hash, forward handoff; name app, primary pid "
                        + cluster.pid());
        assertThat(lines)
                .hasSize(7)
                .anyMatch(line -> line.matches("slot 0: worker \\d \\(pid \\d+\\) started"))
                .anyMatch(line -> line.matches("slot 1: worker \\d \\(pid \\d+\\) started"))
                .anyMatch(line -> line.matches("slot 0: worker \\d \\(pid \\d+\\) ready after \\d+\\.\\d\\d s"))
                .contains("listening on *:" + cluster.port())
                .last()
                .asString()
                .matches("ready: 2 workers after \\d+\\.\\d\\d s");
        assertThat(cluster.output().standardError()).as("warnings of any kind").isEmpty();
    }

    @Test
    void hasTheSlotInFrontOfWhatAWorkerPrintsAndKeepsErrorsApart() {
        Cluster cluster =
                harness.cluster(TestApps.jar()).workers(2).app("--listen=0").startReady();

        try (HeldConnections held = new HeldConnections(cluster.port())) {
            held.open(2);
            held.oneIn(0).ask("/print?to=out&text=good+news&count=2");
            held.oneIn(1).ask("/print?to=err&text=bad+news+%C3%A4&count=1");
        }
        cluster.output().await("good news 1");
        cluster.output().await("bad news");

        assertThat(cluster.output().standardOutput())
                .containsSubsequence("[0] good news 0", "[0] good news 1")
                .doesNotContain("[1] bad news ä 0");
        assertThat(cluster.output().standardError()).containsExactly("[1] bad news ä 0");
    }

    @Test
    void losesNoLineOfAFlood() {
        Cluster cluster =
                harness.cluster(TestApps.jar()).workers(1).app("--listen=0").startReady();

        HttpConnection.get(cluster.port(), "/print?to=out&text=flood&count=" + FLOOD);
        assertThat(cluster.stop()).isZero();

        assertThat(cluster.output().matching("\\[0] flood"))
                .isEqualTo(IntStream.range(0, FLOOD)
                        .mapToObj(i -> "[0] flood " + i)
                        .toList());
    }

    /** A terminal that stands still, or a pipe that nobody reads, holds up the worker that prints and nothing else. */
    @Test
    void servesAndEndsWhileNobodyReadsWhatItPrints() {
        int port = FreePort.find();
        Cluster cluster = harness.cluster(TestApps.jar())
                .withUnreadOutput()
                .workers(2)
                .option("drain-timeout", "2s")
                .option("heartbeat-timeout", "100s")
                .app("--listen=" + port)
                .start();
        Patience.await("both workers").ignoreExceptions().until(() -> twoSlotsAnswer(port));

        try (HeldConnections held = new HeldConnections(port)) {
            held.open(2);
            held.oneIn(0).send("/print?to=out&text=flood&count=" + 100 * FLOOD);
            for (int i = 0; i < 5; i++) {
                assertThat(TestApps.ask(held.oneIn(1)).slot()).isEqualTo(1);
            }
            cluster.signal("TERM");

            assertThat(cluster.awaitExit(Duration.ofSeconds(20))).isZero();
        }
    }

    private static boolean twoSlotsAnswer(int port) {
        int first = TestApps.ask(port).slot();
        return TestApps.ask(port).slot() != first;
    }
}
