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
import io.drover.balancer.harness.Signals;
import io.drover.balancer.testapp.TestApps;
import io.drover.balancer.testapp.WorkerAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A reload that fails, at whatever point, leaves the old generation, and no client notices. */
@Timeout(120)
class ReloadSafetyIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    private final ClusterFolder folder = harness.newFolder();

    @Test
    void changesNothingWhereTheJarIsMissingOrBroken() throws IOException {
        Path jar = folder.file("app.jar");
        Files.copy(TestApps.jar(), jar);
        Cluster cluster =
                harness.cluster(jar).in(folder).workers(1).app("--listen=0").startReady();

        Files.delete(jar);
        cluster.signal("USR2");
        cluster.output()
                .await("reload to generation 2 failed, .*: backend: .*app.jar \\(expected: an existing jar file");
        Files.writeString(jar, "not a jar");
        cluster.signal("USR2");
        cluster.output()
                .await("reload to generation 2 failed, .*: backend: .*app.jar \\(expected: a jar file; this is");

        assertThat(TestApps.ask(cluster.port()).workerId()).isEqualTo(1);
    }

    @Test
    void givesBackTheOldGenerationWhereALaterWorkerFails() throws IOException {
        Cluster cluster = harness.cluster(TestApps.jar())
                .in(folder)
                .workers(2)
                .app("--listen=0", "--fail-when=" + folder.file("broken"))
                .startReady();

        try (RequestStream stream = RequestStream.start(cluster.port(), "/worker", 2)) {
            stream.awaitAnswers(50);
            Files.createFile(folder.file("broken1"));
            cluster.signal("USR2");
            cluster.output().await("reload to generation 2 failed: .* exit code 7.*; rolling back 1 slot");
            cluster.output().await("reload to generation 2 failed, the old workers serve on");
            stream.awaitAnswers(50);
            assertThat(stream.stopAndCollectFailures()).isEmpty();
        }
        assertThat(workersThatAnswer(cluster))
                .extracting(WorkerAnswer::generation)
                .containsOnly(1);
    }

    @Test
    void wantsAGoodAnswerToTheProbe() throws IOException {
        Cluster cluster = harness.cluster(TestApps.jar())
                .in(folder)
                .workers(1)
                .option("probe", "/worker?for=probe")
                .app("--listen=0")
                .startReady();
        assertThat(TestApps.ask(cluster.port()).workerId()).isEqualTo(1);

        Cluster unfit = harness.cluster(TestApps.jar())
                .workers(1)
                .option("probe", "/unwell")
                .app("--listen=0")
                .start();

        assertThat(unfit.awaitExit()).isEqualTo(1);
        unfit.output().await("killed: probe: GET /unwell was answered 500 \\(expected: 2xx\\)");
    }

    @Test
    void watchesTheCanaryBeforeAnOldWorkerGoes() {
        Cluster cluster = harness.cluster(TestApps.jar())
                .workers(1)
                .option("canary-window", "60s")
                .app("--listen=0")
                .startReady();

        cluster.signal("USR2");
        cluster.output().await("worker 2 \\(pid \\d+\\) serves as the canary for 60.00 s");
        assertThat(workersThatAnswer(cluster))
                .extracting(WorkerAnswer::generation)
                .containsOnly(1, 2);
        workersThatAnswer(cluster).stream()
                .filter(worker -> worker.generation() == 2)
                .forEach(canary -> Signals.send("KILL", canary.pid()));

        cluster.output().await("reload to generation 2 failed, the old workers serve on: worker 2 died: SIGKILL");
        assertThat(workersThatAnswer(cluster))
                .extracting(WorkerAnswer::workerId)
                .containsOnly(1L);
    }

    private static List<WorkerAnswer> workersThatAnswer(Cluster cluster) {
        return Stream.generate(() -> TestApps.ask(cluster.port()))
                .limit(8)
                .distinct()
                .toList();
    }
}
