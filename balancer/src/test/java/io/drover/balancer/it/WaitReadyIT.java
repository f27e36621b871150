/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.testapp.TestApps;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class WaitReadyIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void givesAWorkerNoConnectionBeforeItsApplicationSaysReady() throws IOException {
        ClusterFolder folder = harness.newFolder();
        Cluster cluster = harness.cluster(TestApps.jar())
                .in(folder)
                .workers(2)
                .argument("--wait-ready")
                .app("--listen=0", "--ready-when=" + folder.file("ready"))
                .start();
        cluster.output().await("] bound", 2);
        assertThat(cluster.output().matching("ready after")).isEmpty();

        Files.createFile(folder.file("ready1"));
        cluster.output().await("slot 1: .* ready after");
        assertThat(slotsThatAnswer(cluster)).containsExactly(1);

        Files.createFile(folder.file("ready0"));
        cluster.awaitReady();
        assertThat(slotsThatAnswer(cluster)).containsExactly(0, 1);
    }

    private static Set<Integer> slotsThatAnswer(Cluster cluster) {
        Set<Integer> slots = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            slots.add(TestApps.ask(cluster.port()).slot());
        }
        return slots;
    }
}
