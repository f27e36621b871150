/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.testapp.TestApps;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class BindErrorIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void reachesTheApplicationAsABindExceptionWithAddressAndReason() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            String address = "*:" + taken.getLocalPort();

            Cluster cluster = harness.cluster(TestApps.jar())
                    .workers(2)
                    .app("--listen=" + taken.getLocalPort(), "--listen=192.0.2.1:8080", "--listen=0")
                    .app("--tolerate-refusal")
                    .startReady();

            assertThat(TestApps.ask(cluster.port()).slot())
                    .as("what it listens on besides")
                    .isBetween(0, 1);
            assertThat(cluster.output().standardOutput())
                    .contains("[0] refused java.net.BindException: " + address + ": Address already in use")
                    .contains("[1] refused java.net.BindException: " + address + ": Address already in use")
                    .contains("[1] refused java.net.BindException: 192.0.2.1:8080: Cannot assign requested address");
        }
    }

    @Test
    void endsTheClusterThatCanNotStartForItAndIsGivenAsTheReason() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Cluster cluster = harness.cluster(TestApps.jar())
                    .workers(1)
                    .app("--listen=" + taken.getLocalPort())
                    .startAndAwaitExit();

            assertThat(cluster.awaitExit()).isEqualTo(1);
            assertThat(cluster.output().standardError())
                    .anyMatch(line -> line.startsWith("failed: ")
                            && line.contains("can't listen on *:" + taken.getLocalPort() + ": Address already in use"));
        }
    }
}
