/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.RequestStream;
import io.drover.balancer.testapp.HeldConnections;
import io.drover.balancer.testapp.TestApps;
import io.drover.balancer.testapp.WorkerAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class ReloadIT {
    private static final int CLIENTS = 4;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void replacesOneSlotAtATimeAndFailsNoConnection() {
        Cluster cluster =
                harness.cluster(TestApps.jar()).workers(2).app("--listen=0").startReady();

        HeldConnections held = new HeldConnections(cluster.port());
        held.open(2);
        try (held;
                RequestStream stream = RequestStream.start(cluster.port(), "/worker", CLIENTS)) {
            stream.awaitAnswers(100);
            held.oneIn(0).send("/slow?ms=3000");

            cluster.signal("USR2");
            cluster.output().await("reload to generation 2 finished");

            assertThat(held.oneIn(0).receive().body())
                    .as("under way at the old worker")
                    .isEqualTo("slept");
            stream.awaitAnswers(100);
            assertThat(stream.stopAndCollectFailures()).isEmpty();
        }
        assertThat(reloadEvents(cluster))
                .containsExactly(
                        "reload to generation 2 started",
                        "slot 0: worker 3 started, generation 2",
                        "slot 0: worker 3 ready",
                        "slot 0: worker 1 draining, replaced by worker 3",
                        "slot 0: worker 1 ended",
                        "slot 1: worker 4 started, generation 2",
                        "slot 1: worker 4 ready",
                        "slot 1: worker 2 draining, replaced by worker 4",
                        "slot 1: worker 2 ended",
                        "reload to generation 2 finished");
        assertThat(workersThatAnswer(cluster))
                .extracting(WorkerAnswer::generation)
                .containsOnly(2);
        assertThat(workersThatAnswer(cluster)).extracting(WorkerAnswer::slot).contains(0, 1);
    }

    @Test
    void keepsTheOldWorkersWhereTheNewApplicationDoesNotStart() throws IOException {
        ClusterFolder folder = harness.newFolder();
        Cluster cluster = harness.cluster(TestApps.jar())
                .in(folder)
                .workers(2)
                .app("--listen=0", "--fail-when=" + folder.file("broken"))
                .startReady();
        List<WorkerAnswer> before = workersThatAnswer(cluster);

        Files.createFile(folder.file("broken0"));
        cluster.signal("USR2");
        cluster.output().await("reload to generation 2 failed, the old workers serve on: .* exit code 7");
        assertThat(workersThatAnswer(cluster)).containsExactlyInAnyOrderElementsOf(before);
        assertThat(cluster.output().standardError()).contains("    this goes to standard error");

        Files.delete(folder.file("broken0"));
        cluster.signal("USR2");
        cluster.output().await("reload to generation \\d finished");
        assertThat(workersThatAnswer(cluster)).doesNotContainAnyElementsOf(before);
    }

    @Test
    void keepsTheOldWorkersWhereTheNewOneIsNotReadyInTime() throws IOException {
        ClusterFolder folder = harness.newFolder();
        Files.createFile(folder.file("ready0"));
        Cluster cluster = harness.cluster(TestApps.jar())
                .in(folder)
                .workers(1)
                .argument("--wait-ready")
                .option("ready-timeout", "15s")
                .app("--listen=0", "--ready-when=" + folder.file("ready"))
                .startReady();

        Files.delete(folder.file("ready0"));
        cluster.signal("USR2");
        cluster.output().await("reload to generation 2 failed, .* was not ready within 15 s");

        assertThat(TestApps.ask(cluster.port()).workerId()).isEqualTo(1);
    }

    @Test
    void refusesASecondReloadWhileOneIsUnderWay() {
        Cluster cluster =
                harness.cluster(TestApps.jar()).workers(1).app("--listen=0").startReady();

        cluster.signal("USR2");
        cluster.output().await("reload to generation 2 started");
        cluster.signal("USR2");

        cluster.output().await("reload to generation 3 failed, .*: a reload to generation 2 is under way");
        cluster.output().await("reload to generation 2 finished");
        assertThat(TestApps.ask(cluster.port()).workerId()).isEqualTo(2);
    }

    @Test
    void givesWayToAStop() {
        Cluster cluster =
                harness.cluster(TestApps.jar()).workers(2).app("--listen=0").startReady();

        cluster.signal("USR2");
        cluster.output().await("worker 3 \\(pid \\d+\\) started, generation 2");
        assertThat(cluster.stop()).isZero();

        assertThat(cluster.output().matching("stopping: SIGTERM")).hasSize(1);
        assertThat(cluster.output().matching("reload to generation 2 (failed|finished)"))
                .as("neither, and nothing serves on")
                .isEmpty();
    }

    private static List<WorkerAnswer> workersThatAnswer(Cluster cluster) {
        return Stream.generate(() -> TestApps.ask(cluster.port()))
                .limit(8)
                .distinct()
                .toList();
    }

    private static List<String> reloadEvents(Cluster cluster) {
        List<String> events = cluster.output().matching("^\\d\\d:\\d\\d:\\d\\d (slot|reload)").stream()
                // What is said about a start that takes long is no step of a reload.
                .filter(line -> !line.contains(" is not ready yet after "))
                .map(line -> line.substring("00:00:00 ".length())
                        .replaceFirst(" \\(pid \\d+\\)", "")
                        .replaceFirst(" after .*|(?<= ended), .*", ""))
                .toList();
        return events.subList(events.indexOf("reload to generation 2 started"), events.size());
    }
}
