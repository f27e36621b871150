/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.Signals;
import io.drover.balancer.testapp.TestApps;
import io.drover.balancer.testapp.WorkerAnswer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class IpHashIT {
    private static final int LOST_SLOT = 1;

    private static final List<String> CLIENTS =
            IntStream.rangeClosed(1, 60).mapToObj(i -> "127.0.0." + i).toList();

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void keepsEveryClientInItsSlotThroughTheLossOfAWorker() {
        Cluster cluster = harness.cluster(TestApps.jar())
                .workers(3)
                .option("policy", "ip-hash")
                .app("--listen=0")
                .startReady();

        Map<String, Integer> slots = slotsOfClients(cluster);
        assertThat(slots.values()).as("slots in use").contains(0, 1, 2);
        assertThat(slotsOfClients(cluster)).as("the second time").isEqualTo(slots);

        WorkerAnswer lost = askAs(cluster, clientOf(slots, LOST_SLOT));
        Signals.send("KILL", lost.pid());
        cluster.output().await("worker " + lost.workerId() + " \\(pid \\d+\\) died");
        Map<String, Integer> meanwhile = slotsOfClients(cluster);
        slots.forEach((client, slot) -> {
            if (slot != LOST_SLOT) {
                assertThat(meanwhile).as("no client of the lost slot").containsEntry(client, slot);
            }
        });

        cluster.awaitWorkerReady(4);
        assertThat(slotsOfClients(cluster)).as("after the restart").isEqualTo(slots);
        assertThat(askAs(cluster, clientOf(slots, LOST_SLOT)).workerId()).isEqualTo(4);
    }

    private static Map<String, Integer> slotsOfClients(Cluster cluster) {
        return CLIENTS.stream().collect(Collectors.toMap(Function.identity(), client -> askAs(cluster, client)
                .slot()));
    }

    private static String clientOf(Map<String, Integer> slots, int slot) {
        return slots.entrySet().stream()
                .filter(entry -> entry.getValue() == slot)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static WorkerAnswer askAs(Cluster cluster, String client) {
        try (HttpConnection connection = HttpConnection.open(cluster.port(), client)) {
            return TestApps.ask(connection);
        }
    }
}
