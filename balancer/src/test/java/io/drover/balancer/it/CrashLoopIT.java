/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.Signals;
import io.drover.balancer.testapp.TestApps;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that worked once and then fails at every start. */
@Timeout(120)
class CrashLoopIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void givesUpASlotAfterItsRestartsAndTheClusterAfterItsLastSlot() throws IOException {
        ClusterFolder folder = harness.newFolder();
        Cluster cluster = harness.cluster(TestApps.jar())
                .in(folder)
                .workers(2)
                .option("max-restarts", "2")
                .app("--listen=0", "--fail-when=" + folder.file("broken"))
                .startReady();

        breakAndKill(cluster, 0);
        cluster.output().await("slot 0: given up, worker \\d+ died: exit code 7 before it ");
        assertThat(delaysOf(cluster, 0))
                .as("doubled, give or take a fifth")
                .hasSize(2)
                .satisfies(delays -> {
                    assertThat(delays.get(0)).isBetween(0.08, 0.12);
                    assertThat(delays.get(1)).isBetween(0.16, 0.24);
                });
        for (int i = 0; i < 4; i++) {
            assertThat(TestApps.ask(cluster.port()).slot())
                    .as("the slot that is left")
                    .isEqualTo(1);
        }

        breakAndKill(cluster, 1);
        assertThat(cluster.awaitExit()).isEqualTo(1);
        assertThat(cluster.output().matching("stopping: no worker is left")).hasSize(1);
        assertThat(cluster.output().standardError())
                .anyMatch(line -> line.startsWith("failed: slot 1: worker "))
                .contains("    this goes to standard output", "    this goes to standard error");
    }

    private static void breakAndKill(Cluster cluster, int slot) throws IOException {
        Files.createFile(cluster.folder().file("broken" + slot));
        Signals.send("KILL", cluster.workerPid(slotOwner(cluster, slot)));
    }

    private static long slotOwner(Cluster cluster, int slot) {
        return Long.parseLong(cluster.output()
                .await("slot " + slot + ": worker (\\d+) \\(pid \\d+\\) ready")
                .group(1));
    }

    private static List<Double> delaysOf(Cluster cluster, int slot) {
        return cluster.output().matching("slot " + slot + ": next start in").stream()
                .map(line -> Double.parseDouble(line.replaceFirst(".*next start in ([0-9.]+) s.*", "$1")))
                .toList();
    }
}
