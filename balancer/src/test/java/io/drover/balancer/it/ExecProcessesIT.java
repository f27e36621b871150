/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterBuilder;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.FreePort;
import io.drover.balancer.harness.LineClient;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.Processes;
import io.drover.balancer.testapp.DeafApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are more than one process, and what becomes of them all. */
@Timeout(120)
class ExecProcessesIT {
    private static final String SERVER = Path.of(System.getProperty("java.home"), "bin", "java")
            + " -XX:TieredStopAtLevel=1 -Xmx32m -cp "
            + Path.of("target", "test-classes").toAbsolutePath() + " "
            + DeafApp.class.getName();

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    private int port;

    @Test
    void endWithTheirWorkerAtAReloadAndAtTheEnd() {
        Cluster cluster =
                running("sh -c '" + SERVER + " & echo server $!; wait'").startReady();
        long first = server(cluster, 1);

        cluster.signal("USR2");
        cluster.output().await("reload to generation 2 finished");
        long second = server(cluster, 2);
        assertThat(Processes.isRunning(first)).isFalse();
        assertThat(LineClient.firstLine(port)).isEqualTo("0");

        assertThat(cluster.stop()).isZero();
        assertThat(Processes.isRunning(second)).isFalse();
    }

    /** A shell that waits ends at once; what it has started may have clients to serve. */
    @Test
    void areWaitedForWhereTheFirstOfThemEndsEarly(@TempDir Path folder) throws IOException {
        Path done = folder.resolve("done");
        String drains = "trap \"echo draining; until [ -e " + done + " ]; do sleep 0.05; done; exit 0\" TERM; ";
        Cluster cluster = running("sh -c '" + SERVER + " & ( " + drains + "while :; do sleep 0.05; done ) & wait'")
                .startReady();
        long shell = cluster.workerPid(1);

        cluster.signal("TERM");
        cluster.output().await("draining$");
        Patience.await("the end of the shell").until(() -> !Processes.isRunning(shell));
        assertThat(cluster.output().matching("worker 1 .* ended")).isEmpty();

        Files.createFile(done);
        assertThat(cluster.awaitExit()).isZero();
    }

    @Test
    void areKilledAtTheDeadline() {
        String stubborn = "(trap \"\" TERM; while :; do sleep 0.05; done) & echo stubborn $!; ";
        Cluster cluster = running("sh -c '" + stubborn + SERVER + " & wait'")
                .option("drain-timeout", "1s")
                .startReady();
        long left = Long.parseLong(cluster.output().await("stubborn (\\d+)$").group(1));

        cluster.stop();

        assertThat(Processes.isRunning(left)).isFalse();
    }

    @Test
    void doNotOutliveACommandThatLeavesThemBehind() {
        Cluster cluster = running("sh -c 'sleep 1000 & echo server $!'")
                .option("max-restarts", "0")
                .startAndAwaitExit();
        long left = server(cluster, 1);

        assertThat(cluster.awaitExit()).isEqualTo(1);

        assertThat(Processes.isRunning(left)).isFalse();
    }

    @Test
    void endWhenThePrimaryIsKilled() {
        ClusterFolder folder = harness.newFolder();
        Cluster cluster = running("sh -c '" + SERVER + " & echo server $!; wait'")
                .in(folder)
                .startReady();
        long server = server(cluster, 1);

        cluster.signal("KILL");

        Patience.await("the end of the server").until(() -> !Processes.isRunning(server));
        cluster.awaitNoProcess();
        // The next of that name removes what was left in its folder.
        assertThat(running("sh -c '" + SERVER + "'").in(folder).startReady().stop())
                .isZero();
    }

    @Test
    void getVariablesThatStandBeforeTheProgram() {
        running("DROVER_SLOT='so be it' " + SERVER).startReady();

        assertThat(LineClient.firstLine(port)).isEqualTo("so be it");
    }

    private ClusterBuilder running(String command) {
        port = FreePort.find();
        return harness.command()
                .option("exec", command)
                .option("listen", "127.0.0.1:" + port)
                .workers(1);
    }

    private static long server(Cluster cluster, int count) {
        return Long.parseLong(cluster.output().await("server (\\d+)$", count).group(1));
    }
}
