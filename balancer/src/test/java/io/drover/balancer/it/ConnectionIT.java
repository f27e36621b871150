/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.HttpAnswer;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.Processes;
import io.drover.balancer.harness.WorkerCounts;
import io.drover.balancer.testapp.HeldConnections;
import io.drover.balancer.testapp.TestApps;
import io.drover.balancer.testapp.WorkerAnswer;
import io.drover.core.scoreboard.Scoreboard;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class ConnectionIT {
    private static final int HOSTILE = 250;

    @RegisterExtension
    static final ClusterHarness HARNESS = ClusterHarness.perClass();

    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = HARNESS.cluster(TestApps.jar()).workers(2).app("--listen=0").startReady();
    }

    @Test
    void findsWorkersThatAreNumberedFromOneInSlotsFromZero() {
        try (HeldConnections held = new HeldConnections(cluster.port())) {
            held.open(2);
            for (int slot = 0; slot < 2; slot++) {
                WorkerAnswer answer = TestApps.ask(held.oneIn(slot));
                assertThat(answer).isEqualTo(new WorkerAnswer(slot, slot + 1L, 1, cluster.workerPid(slot + 1L)));
            }
        }
    }

    @Test
    void showsTheWorkerTheClientsOwnAddressAndPort() {
        for (String client : List.of("127.0.0.1", "127.0.0.77", "127.1.2.3")) {
            try (HttpConnection connection = HttpConnection.open(cluster.port(), client)) {
                InetSocketAddress own = connection.localAddress();
                assertThat(connection.ask("/peer").body()).isEqualTo(client + " " + own.getPort());
            }
        }
    }

    @Test
    void keepsAConnectionWithItsWorkerForAllItsRequests() {
        try (HttpConnection connection = HttpConnection.open(cluster.port())) {
            long workerId = TestApps.ask(connection).workerId();
            for (int i = 0; i < 20; i++) {
                assertThat(TestApps.ask(connection).workerId()).isEqualTo(workerId);
            }
        }
    }

    /** Of a connection that has been passed, the primary keeps no copy: else the client would wait for its end. */
    @Test
    void endsForTheClientWhenTheWorkerClosesIt() {
        try (HttpConnection connection = HttpConnection.open(cluster.port())) {
            connection.write("GET / HTTP/1.1\r\nHost: it\r\nConnection: close\r\n\r\n");
            HttpAnswer answer = connection.receive();
            assertThat(answer.isLast()).isTrue();
            connection.awaitEnd();
        }
    }

    @Test
    void isAnsweredAmongAThousandAtOnce() {
        List<HttpConnection> clients = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            HttpConnection client = HttpConnection.open(cluster.port());
            client.send("/");
            clients.add(client);
        }
        for (HttpConnection client : clients) {
            assertThat(client.receive().body()).isEqualTo("ok");
            client.close();
        }
    }

    @Test
    void takesNoDescriptorForEver() {
        connectAndClose(200);
        awaitSettled();
        List<Long> before = descriptors();

        connectAndClose(2000);
        awaitSettled();

        Patience.await("no more descriptors than " + before + " and two for chance")
                .untilAsserted(() -> {
                    List<Long> after = descriptors();
                    for (int i = 0; i < before.size(); i++) {
                        assertThat(after.get(i))
                                .as("%s, then %s", before, after)
                                .isLessThanOrEqualTo(before.get(i) + 2);
                    }
                });
    }

    @Test
    void changesNothingForOthersWhenItsClientIsHostile() {
        try (HeldConnections wellBehaved = new HeldConnections(cluster.port())) {
            wellBehaved.open(4);
            List<HttpConnection> hostile = new ArrayList<>();
            for (int i = 0; i < HOSTILE; i++) {
                hostile.addAll(fourHostileClients());
                if (i % 25 == 0) {
                    assertThat(TestApps.ask(cluster.port()).slot()).isBetween(0, 1);
                    assertThat(TestApps.ask(wellBehaved.oneIn(i / 25 % 2)).slot())
                            .isEqualTo(i / 25 % 2);
                }
            }
            hostile.forEach(HttpConnection::close);
        }

        awaitSettled();
        for (int i = 0; i < 4; i++) {
            // What a lost buffer would tell when it is collected is looked for in the output at the end.
            HttpConnection.get(cluster.port(), "/collect-garbage");
        }
        assertThat(cluster.output().matching("died|killed")).isEmpty();
        awaitSettled();
    }

    /** One says nothing, one stops in the middle, one speaks no HTTP, one is gone before it is looked at. */
    private static List<HttpConnection> fourHostileClients() {
        HttpConnection silent = HttpConnection.open(cluster.port());
        HttpConnection half = HttpConnection.open(cluster.port());
        half.write("GET /worker HTT");
        HttpConnection garbage = HttpConnection.open(cluster.port());
        garbage.write(new byte[] {0, (byte) 0xFF, 22, 3, 1, '\r', '\n', '\r', '\n', 13, 10});
        HttpConnection.open(cluster.port()).reset();
        return List.of(silent, half, garbage);
    }

    private static void connectAndClose(int count) {
        for (int i = 0; i < count; i++) {
            HttpConnection.get(cluster.port(), "/");
        }
    }

    private static List<Long> descriptors() {
        List<Long> pids = new ArrayList<>(cluster.workerPids().values());
        pids.add(cluster.pid());
        return pids.stream().map(Processes::descriptors).toList();
    }

    private static void awaitSettled() {
        Scoreboard scoreboard = cluster.scoreboard();
        for (long workerId : cluster.workerPids().keySet()) {
            Patience.await("worker " + workerId + " to have taken and closed all it was sent")
                    .until(() -> WorkerCounts.of(scoreboard, workerId).isSettled());
        }
    }
}
