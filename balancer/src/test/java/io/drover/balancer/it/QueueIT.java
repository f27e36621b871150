/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.Processes;
import io.drover.balancer.harness.Signals;
import io.drover.balancer.testapp.HeldConnections;
import io.drover.balancer.testapp.TestApps;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What clients get while workers are full, or cold. */
@Timeout(120)
class QueueIT {
    /** How many connections may be under way to one worker. */
    private static final int WINDOW = 128;

    private static final int MORE = 20;
    private static final String TURNED_AWAY = "clients are turned away, no worker has taken a connection for 500 ms";
    private static final Duration SLOW_START = Duration.ofSeconds(3);

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void turnsWaitingClientsAwayAfterTheQueueTimeoutUntilAWorkerHasRoom() {
        Cluster cluster = harness.cluster(TestApps.jar())
                .workers(1)
                .option("queue-timeout", "500ms")
                .option("heartbeat-timeout", "60s")
                .option("intake-timeout", "60s")
                .app("--listen=0")
                .startReady();
        long pid = cluster.workerPid(1);
        Signals.send("STOP", pid);
        Patience.await("the worker to be stopped").until(() -> Processes.isStopped(pid));

        List<HttpConnection> clients = Stream.generate(() -> HttpConnection.open(cluster.port()))
                .limit(WINDOW + MORE)
                .toList();
        clients.forEach(client -> client.send("/worker"));
        clients.subList(WINDOW, WINDOW + MORE).forEach(HttpConnection::awaitEnd);
        try (HttpConnection late = HttpConnection.open(cluster.port())) {
            late.awaitEnd();
        }
        cluster.output().await(TURNED_AWAY);

        Signals.send("CONT", pid);
        clients.subList(0, WINDOW)
                .forEach(client -> assertThat(client.receive().status()).isEqualTo(200));
        clients.forEach(HttpConnection::close);
        Patience.await("room").ignoreExceptions().untilAsserted(() -> assertThat(
                        TestApps.ask(cluster.port()).workerId())
                .isEqualTo(1));
        assertThat(cluster.output().matching(TURNED_AWAY))
                .as("said once, not for each client")
                .hasSize(1);
    }

    @Test
    void givesANewWorkerASmallShareFirstAndItsFullOneAfterTheSlowStart() {
        Cluster cluster = harness.cluster(TestApps.jar())
                .workers(1)
                .option("policy", "least-connections")
                .option("slow-start", SLOW_START.toSeconds() + "s")
                .app("--listen=0")
                .startReady();
        Patience.await("the first worker to be warm").pollDelay(SLOW_START).until(() -> true);
        cluster.signal("TTIN");
        cluster.awaitWorkerReady(2);

        try (HeldConnections held = new HeldConnections(cluster.port())) {
            held.open(20);
            assertThat(held.in(1)).as("of the cold worker").hasSizeLessThan(8);

            Patience.await("the full share").untilAsserted(() -> {
                held.open(1);
                assertThat(held.in(1)).hasSameSizeAs(held.in(0));
            });
        }
    }
}
