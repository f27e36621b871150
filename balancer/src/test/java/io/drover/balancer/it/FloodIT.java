/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.NativeTransport;
import io.drover.balancer.harness.OutputLines;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.Processes;
import io.drover.balancer.harness.Rings;
import io.drover.balancer.testapp.TestApps;
import io.drover.balancer.testapp.WorkerAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections that come by the hundred, so that the primary passes them on many at a time. */
@Timeout(120)
class FloodIT {
    private static final int AT_ONCE = 200;
    private static final int BURSTS_WITHOUT = 30;
    private static final int SPARE = 8;
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    private final int[] served = new int[2];
    private int answers;

    @BeforeAll
    static void loadTransport() {
        NativeTransport.load();
    }

    @Test
    void isAnsweredToTheLastConnectionAndDealtOutEvenly() {
        Rings.assumeAvailable();
        Cluster cluster = start("auto");

        burstUntilRing(cluster);
        for (int i = 0; i < 3; i++) {
            burst(cluster);
        }

        assertThat(served[0] + served[1]).isEqualTo(answers);
        assertThat(Math.abs(served[0] - served[1])).isLessThanOrEqualTo(1);
        assertThat(cluster.stop()).isZero();
    }

    @Test
    void isPassedOnOneByOneWhereTheUserSaysSo() {
        Cluster cluster = start("off");

        for (int i = 0; i < BURSTS_WITHOUT; i++) {
            burst(cluster);
        }

        assertThat(hasRing(cluster)).isFalse();
        assertThat(Math.abs(served[0] - served[1])).isLessThanOrEqualTo(1);
    }

    /** Those that are taken together all have descriptors at once: those must not be the ones that are missing. */
    @Test
    void doesWithTheDescriptorsThatOneConnectionNeeds() throws Exception {
        Rings.assumeAvailable();
        assumeTrue(Files.isExecutable(PRLIMIT), "limits of a running process take prlimit");
        Cluster cluster = start("auto");
        burstUntilRing(cluster);

        // The limit is on the number of a descriptor, and new ones get the lowest that is free.
        long limit = Processes.descriptors(cluster.pid()) + SPARE;
        Process prlimit = new ProcessBuilder(
                        PRLIMIT.toString(), "--pid=" + cluster.pid(), "--nofile=" + limit + ":" + limit)
                .start();
        assertThat(prlimit.waitFor()).isZero();
        burst(cluster);

        assertThat(served[0] + served[1]).isEqualTo(answers);
        assertThat(cluster.output().all())
                .extracting(OutputLines.Line::text)
                .noneMatch(line -> line.contains("pauses"));
    }

    private Cluster start(String mode) {
        return harness.cluster(TestApps.jar())
                .workers(served.length)
                .option("io-uring", mode)
                .app("--listen=0")
                .startReady();
    }

    private void burst(Cluster cluster) {
        List<HttpConnection> connections = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            connections.add(HttpConnection.open(cluster.port()));
        }
        for (HttpConnection connection : connections) {
            try (connection) {
                WorkerAnswer answer = TestApps.ask(connection);
                served[answer.slot()]++;
                answers++;
            }
        }
    }

    private static boolean hasRing(Cluster cluster) {
        return Rings.isOpenIn(cluster.pid());
    }

    private void burstUntilRing(Cluster cluster) {
        Patience.await("a ring").pollInSameThread().until(() -> {
            burst(cluster);
            return hasRing(cluster);
        });
    }
}
