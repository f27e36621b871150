/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.HttpConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A kept connection outlives the worker that served it: the sample application hands it back when it drains. */
@Timeout(120)
class HandBackIT {
    private static final int CLIENTS = 10;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void keepsIdleAndBusyConnectionsThroughAReload() {
        Cluster cluster = start();
        List<HttpConnection> clients = Stream.generate(() -> HttpConnection.open(cluster.port()))
                .limit(CLIENTS)
                .toList();
        clients.forEach(client -> assertThat(client.ask("/worker").body()).contains("\"generation\":1"));
        // In the middle of a request's head, and of an answer.
        clients.get(0).write("GET /worker HTTP/1.1\r\nHo");
        clients.get(1).send("/slow?ms=1500");

        cluster.signal("USR2");
        cluster.output().await("worker 1 \\(pid \\d+\\) draining");
        clients.get(0).write("st: localhost\r\n\r\n");
        assertThat(clients.get(0).receive().status()).isEqualTo(200);
        assertThat(clients.get(1).receive().status()).isEqualTo(200);
        cluster.output().await("reload to generation 2 finished");

        for (HttpConnection client : clients) {
            assertThat(client.ask("/worker").body())
                    .as("over the same connection")
                    .contains("\"generation\":2");
            client.close();
        }
    }

    private Cluster start() {
        return harness.cluster(Path.of(System.getProperty("drover.app.jar")))
                .workers(2)
                .app("--port=0")
                .startReady();
    }
}
