/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterBuilder;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.RequestStream;
import io.drover.balancer.harness.Signals;
import io.drover.balancer.testapp.TestApps;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The workers of a jar, whose connections are relayed to them. */
@Timeout(120)
class SpliceIT {
    private static final int CONNECTIONS = 200;
    private static final int CLIENTS = 4;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void givesEveryWorkerItsShareAndCountsWhatIsRelayed() {
        Cluster cluster = relaying(2).startReady();
        int[] served = new int[2];

        for (int i = 0; i < CONNECTIONS; i++) {
            served[TestApps.ask(cluster.port()).slot()]++;
        }

        assertThat(served).containsExactly(CONNECTIONS / 2, CONNECTIONS / 2);
        Patience.await("open connections counted exactly")
                .until(() -> cluster.scoreboard().block(0).sent()
                        == cluster.scoreboard().block(0).closed());
        assertThat(cluster.scoreboard().block(0).connects()).isEqualTo(CONNECTIONS / 2);
        assertThat(cluster.scoreboard().block(0).bytesTo()).isPositive();
        assertThat(cluster.scoreboard().block(0).bytesFrom()).isPositive();
    }

    @Test
    void failsNoConnectionWhileWorkersAreReplaced() {
        Cluster cluster = relaying(2).startReady();

        try (HttpConnection slow = HttpConnection.open(cluster.port());
                RequestStream stream = RequestStream.start(cluster.port(), "/worker", CLIENTS)) {
            stream.awaitAnswers(100);
            slow.send("/slow?ms=2000");
            cluster.signal("USR2");
            cluster.output().await("reload to generation 2 finished");
            stream.awaitAnswers(100);

            assertThat(slow.receive().body()).as("under way at an old worker").isEqualTo("slept");
            assertThat(stream.stopAndCollectFailures()).isEmpty();
        }
        assertThat(TestApps.ask(cluster.port()).generation()).isEqualTo(2);
    }

    /** Whoever reads until the end of the stream must not take a part of the answer for the whole. */
    @Test
    void resetsTheConnectionsOfAWorkerThatDies() throws IOException {
        Cluster cluster = relaying(1).startReady();
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), cluster.port())) {
            client.getOutputStream()
                    .write("GET /slow?ms=60000 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Patience.await("the request at the worker")
                    .until(() -> cluster.scoreboard().block(0).received() == 1);

            Signals.send("KILL", cluster.workerPid(1));

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        cluster.output().await("worker 2 .* ready");
        assertThat(TestApps.ask(cluster.port()).workerId()).isEqualTo(2);
    }

    @Test
    void logsEachConnection() throws IOException {
        ClusterFolder folder = harness.newFolder();
        Path log = folder.file("access.log");
        Cluster cluster =
                relaying(1).in(folder).option("access-log", log.toString()).startReady();

        TestApps.ask(cluster.port());
        Patience.await("the line").until(() -> !Files.readAllLines(log).isEmpty());
        Files.move(log, folder.file("access.old"));
        cluster.signal("USR1");
        Patience.await("the file opened anew").until(() -> Files.exists(log));
        TestApps.ask(cluster.port());
        cluster.stop();

        List<String> first = Files.readAllLines(folder.file("access.old"));
        assertThat(first)
                .singleElement()
                .asString()
                .matches("\\S+Z 127\\.0\\.0\\.1:\\d+ 127\\.0\\.0\\.1:" + cluster.port()
                        + " 0/127\\.0\\.0\\.1:\\d+ \\d+/\\d+ \\d+/\\d+ 1 --");
        assertThat(Files.readAllLines(log)).hasSize(1);
    }

    private ClusterBuilder relaying(int workers) {
        return harness.cluster(TestApps.jar())
                .workers(workers)
                .option("forward", "splice")
                .app("--listen=0");
    }
}
