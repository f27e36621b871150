/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.OutputLines;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.Processes;
import io.drover.balancer.harness.Signals;
import io.drover.balancer.harness.WorkerCounts;
import io.drover.balancer.testapp.TestApps;
import io.drover.balancer.testapp.WorkerAnswer;
import io.drover.core.scoreboard.Scoreboard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a worker was given and has not taken belongs to nobody yet. */
@Timeout(120)
class StuckWorkerIT {
    private static final int CONNECTIONS = 20;

    /** How many connections may be under way to one worker. */
    private static final int WINDOW = 128;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @ParameterizedTest
    @ValueSource(strings = {"handoff", "splice"})
    void losesNoneOfTheConnectionsThatItHasNotTakenWhenItDies(String forward) {
        Cluster cluster = start(forward, "60s", "60s");
        WorkerAnswer stuck = stopOne(cluster);

        List<HttpConnection> clients = connectAndAsk(cluster, CONNECTIONS);
        assertThat(WorkerCounts.of(cluster.scoreboard(), stuck.workerId()))
                .as("half of them wait in its lane, or at its port")
                .satisfies(
                        counts -> assertThat(counts.sent() - counts.received()).isEqualTo(CONNECTIONS / 2));
        Signals.send("KILL", stuck.pid());

        assertThatAllAreAnsweredByAnother(clients, stuck);
    }

    @ParameterizedTest
    @ValueSource(strings = {"handoff", "splice"})
    void losesNoneOfThemWhenItIsFoundToStandStill(String forward) {
        Cluster cluster = start(forward, "2s", "60s");
        WorkerAnswer stuck = stopOne(cluster);

        List<HttpConnection> clients = connectAndAsk(cluster, CONNECTIONS);

        assertThatAllAreAnsweredByAnother(clients, stuck);
        cluster.output().await("worker " + stuck.workerId() + " \\(pid \\d+\\) killed: ");
        cluster.awaitWorkerReady(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"handoff", "splice"})
    void losesNoneOfThemWhenItIsReplaced(String forward) {
        Cluster cluster = start(forward, "60s", "60s");
        WorkerAnswer stuck = stopOne(cluster);

        List<HttpConnection> clients = connectAndAsk(cluster, CONNECTIONS);
        cluster.signal("USR2");

        assertThatAllAreAnsweredByAnother(clients, stuck);
        assertThat(Processes.isStopped(stuck.pid())).as("still stopped").isTrue();
        Signals.send("CONT", stuck.pid());
    }

    /** What is accepted and served by nobody only holds memory; in the kernel's backlog clients wait as well. */
    @Test
    void letsClientsWaitInTheBacklogAndThePrimaryRestWhileAllWorkersStandStill() {
        Cluster cluster = start("handoff", "60s", "60s");
        cluster.workerPids().values().forEach(StuckWorkerIT::stop);
        List<HttpConnection> clients = connectAndAsk(cluster, 600);
        Scoreboard scoreboard = cluster.scoreboard();
        long accepted = sent(scoreboard);
        assertThat(accepted).isLessThanOrEqualTo(2 * WINDOW);

        long ticks = Processes.cpuTicks(cluster.pid());
        Patience.await("a second to pass").pollDelay(Duration.ofSeconds(1)).until(() -> true);
        assertThat(Processes.cpuTicks(cluster.pid()) - ticks)
                .as("hundredths of a second of CPU")
                .isLessThan(50);
        assertThat(sent(scoreboard)).as("accepted meanwhile").isEqualTo(accepted);

        cluster.workerPids().values().forEach(pid -> Signals.send("CONT", pid));
        for (HttpConnection client : clients) {
            assertThat(client.receive().status()).isEqualTo(200);
            client.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"handoff", "splice"})
    void losesItsConnectionsToAnotherWhileItStandsStillAndGetsNewOnesAfterwards(String forward) {
        Cluster cluster = start(forward, "60s", "500ms");
        WorkerAnswer stuck = stopOne(cluster);
        String name = "worker " + stuck.workerId() + " \\(pid \\d+\\) ";
        int before = cluster.output().matching(name + "takes connections again").size();

        List<HttpConnection> clients = connectAndAsk(cluster, CONNECTIONS);

        assertThatAllAreAnsweredByAnother(clients, stuck);
        cluster.output().await(name + "has taken no connection for 0.50 s", before + 1);
        Signals.send("CONT", stuck.pid());
        cluster.output().await(name + "takes connections again", before + 1);
        assertThat(List.of(
                        TestApps.ask(cluster.port()).workerId(),
                        TestApps.ask(cluster.port()).workerId()))
                .contains(stuck.workerId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"handoff", "splice"})
    void answersAllClientsThatCameWhileAllWorkersStoodStill(String forward) {
        Cluster cluster = start(forward, "60s", "500ms");
        cluster.workerPids().values().forEach(StuckWorkerIT::stop);
        List<HttpConnection> clients = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            HttpConnection client = HttpConnection.open(cluster.port());
            client.send("/worker");
            clients.add(client);
        }
        cluster.output().await("worker [12] \\(pid \\d+\\) has taken no connection");

        cluster.workerPids().values().forEach(pid -> Signals.send("CONT", pid));

        for (HttpConnection client : clients) {
            assertThat(client.receive().status()).isEqualTo(200);
            client.close();
        }
    }

    private Cluster start(String forward, String heartbeatTimeout, String intakeTimeout) {
        return harness.cluster(TestApps.jar())
                .option("forward", forward)
                .workers(2)
                .option("heartbeat-timeout", heartbeatTimeout)
                .option("intake-timeout", intakeTimeout)
                .app("--listen=0")
                .startReady();
    }

    private static WorkerAnswer stopOne(Cluster cluster) {
        WorkerAnswer stuck = Patience.await("an answer while no worker is thought to stand still")
                .until(() -> TestApps.ask(cluster.port()), answer -> noneStandsStill(cluster.output()));
        stop(stuck.pid());
        return stuck;
    }

    /** On a loaded machine a first connection can wait so long that its worker seems to. */
    private static boolean noneStandsStill(OutputLines output) {
        return output.matching("has taken no connection").size()
                == output.matching("takes connections again").size();
    }

    private static void stop(long pid) {
        Signals.send("STOP", pid);
        Patience.await("the worker to be stopped").until(() -> Processes.isStopped(pid));
    }

    private static List<HttpConnection> connectAndAsk(Cluster cluster, int count) {
        long before = sent(cluster.scoreboard());
        List<HttpConnection> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            HttpConnection client = HttpConnection.open(cluster.port());
            client.send("/worker");
            clients.add(client);
        }
        long enough = before + Math.min(count, 2 * WINDOW);
        Patience.await("connections to be passed").until(() -> sent(cluster.scoreboard()) >= enough);
        return clients;
    }

    private static long sent(Scoreboard scoreboard) {
        return WorkerCounts.of(scoreboard, 1).sent()
                + WorkerCounts.of(scoreboard, 2).sent();
    }

    private static void assertThatAllAreAnsweredByAnother(List<HttpConnection> clients, WorkerAnswer stuck) {
        for (HttpConnection client : clients) {
            WorkerAnswer answer = WorkerAnswer.parse(client.receive().body());
            assertThat(answer.workerId()).isNotEqualTo(stuck.workerId());
            client.close();
        }
    }
}
