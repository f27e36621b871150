/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.FreePort;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.Signals;
import io.drover.balancer.harness.WorkerCounts;
import io.drover.core.scoreboard.Scoreboard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers that know nothing of Drover, in a cluster.
 *
 * <p>One start of each cluster is for all that is tried with it. docs/COMPATIBILITY.md is made from what has passed; to
 * rewrite its rows of one JDK run {@code mvn -pl balancer verify -Dit.test=ServerCompatibilityIT
 * -Ddrover.docs.write=true}, with {@code -Ddrover.it.java.home=…} for another JDK than the build's.
 */
@Timeout(120)
class ServerCompatibilityIT {
    private static final int CONNECTIONS = 1000;
    private static final int REQUESTS = 20;
    private static final int CONNECTIONS_AT_ONCE = 40;
    private static final int DELAY_MS = 300;
    private static final int HALF_CLOSE_DELAY_MS = 100;

    /** What a JDK says of a server that runs alone, too. */
    private static final String WARNINGS_OF_THE_JDK =
            "sun\\.misc\\.Unsafe|Please consider reporting|estricted method|System::loadLibrary|--enable-native-access";

    private static final TestedJdk JDK = TestedJdk.current();
    private static final CompatibilityTable TABLE = new CompatibilityTable(JDK);

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    private final List<String> tested = new ArrayList<>();

    static List<TestedServer> servers() {
        return TestedServer.on(JDK);
    }

    @AfterAll
    static void compareDocs() throws IOException {
        TABLE.finish();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void runsInAClusterAsItIs(TestedServer server) {
        int port = FreePort.find();
        Cluster cluster = harness.cluster(server.jar())
                .workers(2)
                .temporaryFilesInFolder()
                .app(server.argumentsFor(port))
                .start();
        if (server.isWarnedAbout()) {
            cluster.expectWarnings(WARNINGS_OF_THE_JDK);
        }
        cluster.awaitReady();
        Client client = server.clientOf(port, JDK);

        int connections = warmUp(client, cluster.workerPid(1), cluster.workerPid(2));
        takesTurns(client, port);
        keepsAConnectionWithItsWorker(client);
        servesManyAtOnce(client);
        connections += CONNECTIONS + 1 + CONNECTIONS_AT_ONCE;
        if (server.answersAfterHalfClose() && client instanceof HttpClient http) {
            answersAfterHalfClose(http);
            connections++;
        }
        countsExactly(cluster, connections);
        replacesAKilledWorker(cluster, client);
        stops(cluster);
        TABLE.add(server, tested);
    }

    /**
     * Asks until each worker has answered, and returns how often. On a loaded machine the first connection of a server can
     * take so long that the next ones go to others.
     */
    private static int warmUp(Client client, Long... workers) {
        List<Long> served = new ArrayList<>();
        Patience.await("an answer of each worker").until(() -> {
            served.add(client.askOneAfterTheOther(1).get(0).pid());
            return served.containsAll(List.of(workers));
        });
        return served.size();
    }

    private void takesTurns(Client client, int port) {
        List<Answer> answers = client.askOneAfterTheOther(CONNECTIONS);

        assertThat(countByPid(answers).values()).containsExactly(CONNECTIONS / 2L, CONNECTIONS / 2L);
        tested.add("round robin");
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.remote()).isEqualTo(answer.client());
            assertThat(answer.local()).isEqualTo("127.0.0.1:" + port);
        });
        tested.add("addresses");
    }

    private void keepsAConnectionWithItsWorker(Client client) {
        List<Answer> answers = client.askOverOneConnection(REQUESTS);

        assertThat(answers).hasSize(REQUESTS).containsOnly(answers.get(0));
        tested.add("keep-alive");
    }

    private void servesManyAtOnce(Client client) {
        List<Answer> answers = client.askAtOnce(CONNECTIONS_AT_ONCE, DELAY_MS);

        assertThat(countByPid(answers).values()).containsExactly(CONNECTIONS_AT_ONCE / 2L, CONNECTIONS_AT_ONCE / 2L);
        tested.add("at once");
    }

    private void answersAfterHalfClose(HttpClient client) {
        Answer answer = client.askAndShutDown(HALF_CLOSE_DELAY_MS);

        assertThat(answer.remote()).isEqualTo(answer.client());
        tested.add("half-close");
    }

    private void countsExactly(Cluster cluster, int connections) {
        awaitSettled(cluster, 1, 2);
        Scoreboard scoreboard = cluster.scoreboard();
        long received = LongStream.of(1, 2)
                .map(worker -> WorkerCounts.of(scoreboard, worker).received())
                .sum();
        assertThat(received).isEqualTo(connections);
        tested.add("counts");
    }

    private void replacesAKilledWorker(Cluster cluster, Client client) {
        long killed = cluster.workerPid(1);
        Signals.send("KILL", killed);
        cluster.output().await("worker 1 \\(pid \\d+\\) died, SIGKILL");
        cluster.awaitWorkerReady(3);
        warmUp(client, cluster.workerPid(2), cluster.workerPid(3));

        Map<Long, Long> served = countByPid(client.askOneAfterTheOther(REQUESTS));

        assertThat(served.keySet()).containsExactlyInAnyOrder(cluster.workerPid(2), cluster.workerPid(3));
        assertThat(served.values()).containsExactly(REQUESTS / 2L, REQUESTS / 2L);
        awaitSettled(cluster, 2, 3);
        tested.add("crash");
    }

    private void stops(Cluster cluster) {
        assertThat(cluster.stop()).isZero();
        cluster.awaitNoProcess();
        tested.add("stop");
    }

    private static void awaitSettled(Cluster cluster, long... workers) {
        Scoreboard scoreboard = cluster.scoreboard();
        Patience.await("workers to have closed all they were given").until(() -> LongStream.of(workers)
                .allMatch(worker -> WorkerCounts.of(scoreboard, worker).isSettled()));
    }

    private static Map<Long, Long> countByPid(List<Answer> answers) {
        return answers.stream().collect(Collectors.groupingBy(Answer::pid, Collectors.counting()));
    }
}
