/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.RunnableJar;
import io.drover.balancer.testapp.TestApps;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that never gets ready: exit code 1, the reason, and what it printed last. */
@Timeout(120)
class StartFailureIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** On a loaded machine; what is missing can be told only of a worker that has joined. */
    private static final String ENOUGH_TO_JOIN = "10s";

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void showsTheLastOutputOfAnApplicationThatExitsAtOnce() throws IOException {
        ClusterFolder folder = harness.newFolder();
        Files.createFile(folder.file("broken0"));
        Cluster cluster = harness.cluster(TestApps.jar())
                .in(folder)
                .workers(1)
                .app("--listen=0", "--fail-when=" + folder.file("broken"))
                .start();

        assertThat(cluster.awaitExit(SOON)).isEqualTo(1);
        assertThat(cluster.output().standardError())
                .anyMatch(line -> line.startsWith("failed: slot 0: worker 1 died: exit code 7 before it "))
                .contains("its last output:", "    this goes to standard output", "    this goes to standard error");
        assertThat(cluster.output().matching("next start")).as("restarts").isEmpty();
    }

    @Test
    void saysWhatIsMissingWhereTheApplicationNeverListens() {
        Cluster cluster = harness.cluster(TestApps.jar())
                .workers(1)
                .option("ready-timeout", ENOUGH_TO_JOIN)
                .app("--listen-to-nobody")
                .start();

        assertThat(cluster.awaitExit(SOON)).isEqualTo(1);
        assertThat(cluster.output().standardError())
                .anyMatch(line -> line.startsWith("failed: slot 0: worker 1")
                        && line.contains("was not ready within 10 s, it never called WorkerRuntime.listen("))
                .contains("    arguments [--listen-to-nobody]");
    }

    @Test
    void saysWhatIsMissingWhereTheApplicationNeverJoins() {
        Cluster cluster = harness.cluster(TestApps.jar())
                .workers(2)
                .option("ready-timeout", "2s")
                .app("--never-join")
                .start();

        assertThat(cluster.awaitExit(SOON)).isEqualTo(1);
        assertThat(
                        cluster.output()
                                .matching(
                                        "failed: .*was not ready within 2 s, it never joined: .* must use WorkerRuntime.join\\(\\)"))
                .hasSize(1);
    }

    @Test
    void saysWhatIsMissingWhereTheApplicationNeverCallsReady() {
        Cluster cluster = harness.cluster(TestApps.jar())
                .workers(1)
                .option("ready-timeout", ENOUGH_TO_JOIN)
                .argument("--wait-ready")
                .app("--listen=0")
                .start();

        assertThat(cluster.awaitExit(SOON)).isEqualTo(1);
        assertThat(cluster.output().matching("failed: .*it never called WorkerRuntime.ready\\(\\)"))
                .hasSize(1);
    }

    @Test
    void showsWhatTheJvmSaysOfAMainClassThatIsNotThere() {
        ClusterFolder folder = harness.newFolder();
        RunnableJar.write(folder.file("hollow.jar"), TestApps.class, List.of());
        Cluster cluster =
                harness.cluster(folder.file("hollow.jar")).in(folder).workers(1).start();

        assertThat(cluster.awaitExit(SOON)).isEqualTo(1);
        assertThat(cluster.output().standardError())
                .anyMatch(line -> line.startsWith("    ") && line.contains("ClassNotFoundException"));
    }

    @Test
    void showsWhatTheJvmSaysOfAnArgumentThatItDoesNotKnow() {
        Cluster cluster = harness.cluster(TestApps.jar())
                .workers(1)
                .option("jvm-arg", "-XX:+NoSuchFlag")
                .start();

        assertThat(cluster.awaitExit(SOON)).isEqualTo(1);
        assertThat(cluster.output().standardError())
                .anyMatch(line -> line.startsWith("    ") && line.contains("NoSuchFlag"));
    }
}
