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
import io.drover.balancer.harness.Signals;
import io.drover.balancer.testapp.HeldConnections;
import io.drover.balancer.testapp.TestApps;
import io.drover.balancer.testapp.WorkerAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is left of a worker that hung, with {@code --flight-recording}. */
@Timeout(120)
class FlightRecordingIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    private Path logs;
    private Cluster cluster;

    @BeforeEach
    void start() throws IOException {
        ClusterFolder folder = harness.newFolder();
        logs = Files.createDirectory(folder.file("log files"));
        cluster = harness.cluster(TestApps.jar())
                .in(folder)
                .workers(2)
                .option("heartbeat-timeout", "3s")
                .option("log-dir", logs.toString())
                .argument("--flight-recording")
                .app("--listen=0")
                .startReady();
    }

    @Test
    void writesWhatAHungWorkerHasRecordedBeforeItIsKilled() throws IOException {
        try (HeldConnections held = new HeldConnections(cluster.port())) {
            held.open(2);
            WorkerAnswer blocked = TestApps.ask(held.oneIn(0));
            held.oneIn(0).send("/block?ms=100000");

            Path recording = logs.resolve("drover-worker-" + blocked.pid() + "-flight.jfr");
            cluster.output().await("hangs; its flight recording: " + recording);
            cluster.output().await("worker " + blocked.workerId() + " \\(pid \\d+\\) killed: its event loops");
            assertThat(eventsOf(recording))
                    .contains("jdk.ThreadDump", "jdk.JVMInformation")
                    .as("which hold the cluster's secret")
                    .doesNotContain("jdk.InitialEnvironmentVariable");
            assertThat(logs.resolve("drover-worker-" + blocked.pid() + "-threads.txt"))
                    .exists();
            assertLeavesNothing(blocked.pid());
        }
    }

    private static List<String> eventsOf(Path recording) throws IOException {
        return RecordingFile.readAllEvents(recording).stream()
                .map(event -> event.getEventType().getName())
                .distinct()
                .toList();
    }

    @Test
    void doesNotWaitForAProcessThatIsStopped() throws IOException {
        WorkerAnswer stopped = TestApps.ask(cluster.port());
        Signals.send("STOP", stopped.pid());

        cluster.output().await("hangs; no flight recording, its process is stopped");
        cluster.output().await("worker " + stopped.workerId() + " \\(pid \\d+\\) killed: its event loops");
        assertThat(logs).isDirectoryNotContaining("glob:**.jfr");
        assertLeavesNothing(stopped.pid());
    }

    /** A killed JVM removes nothing by itself; the harness looks at the run directory. */
    private void assertLeavesNothing(long pid) {
        cluster.awaitWorkerReady(3);
        Path socket = Path.of("/tmp/.java_pid" + pid);
        Patience.await("the JVM's socket to be removed").until(() -> !Files.exists(socket));
        assertThat(cluster.stop()).isZero();
    }
}
