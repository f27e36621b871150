/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterBuilder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.HttpAnswer;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.Processes;
import io.drover.balancer.harness.RequestStream;
import io.drover.balancer.harness.RunnableJar;
import io.drover.balancer.harness.Signals;
import io.drover.balancer.testapp.HeldConnections;
import io.drover.balancer.testapp.LateApp;
import io.drover.balancer.testapp.TestApps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The harness checks after each of these that no process, file or directory is left. */
@Timeout(120)
class StopIT {
    /** A shell starts its background jobs with SIGINT ignored, and all that they start inherits that. */
    private static final String[] HEARING_INTERRUPTS = {"env", "--default-signal=INT"};

    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void finishesWhatIsUnderWayAndClosesWhatIsIdle(String signal) {
        Cluster cluster = cluster().through(HEARING_INTERRUPTS).startReady();

        try (HeldConnections idle = new HeldConnections(cluster.port());
                HeldConnections busy = new HeldConnections(cluster.port())) {
            idle.open(2);
            busy.open(2);
            busy.oneIn(0).send("/slow?ms=2000");
            busy.oneIn(1).send("/slow?ms=2000");

            cluster.signal(signal);

            idle.oneIn(0).awaitEnd();
            idle.oneIn(1).awaitEnd();
            for (int slot = 0; slot < 2; slot++) {
                HttpAnswer answer = busy.oneIn(slot).receive();
                assertThat(answer.body()).isEqualTo("slept");
                assertThat(answer.isLast()).isTrue();
            }
        }
        assertThat(cluster.awaitExit()).isZero();
        assertThat(cluster.output().matching("stopping: SIG" + signal)).hasSize(1);
        assertThat(cluster.output().standardOutput())
                .as("the application's callbacks, and its main method to the end")
                .contains("[0] draining", "[1] draining", "[0] ended", "[1] ended");
        assertThat(cluster.output().matching("worker \\d \\(pid \\d+\\) ended, exit code 0"))
                .hasSize(2);
    }

    @Test
    void endsAtOnceAtTheSecondSignal() {
        Cluster cluster = cluster().option("drain-timeout", "100s").startReady();

        try (HeldConnections busy = new HeldConnections(cluster.port())) {
            busy.open(2);
            busy.oneIn(0).send("/slow?ms=90000");
            cluster.signal("TERM");
            cluster.output().await("stopping: SIGTERM");

            Patience.await("the time to be over in which it would be an echo")
                    .pollDelay(Duration.ofSeconds(1))
                    .until(() -> true);

            cluster.signal("TERM");

            assertThat(cluster.awaitExit(AT_ONCE)).isZero();
            busy.oneIn(0).awaitEnd();
        }
    }

    /** As from timeout(1), but by two signals: the kernel would make one of two equal ones, if they come fast enough. */
    @Test
    void drainsWhereTheSignalComesTwice() {
        Cluster cluster = cluster().through(HEARING_INTERRUPTS).startReady();

        try (HeldConnections busy = new HeldConnections(cluster.port())) {
            busy.open(2);
            busy.oneIn(0).send("/slow?ms=2000");
            busy.oneIn(1).send("/slow?ms=2000");

            Signals.sendTogether(List.of("TERM", "INT"), cluster.pid());

            assertThat(busy.oneIn(0).receive().body()).isEqualTo("slept");
            assertThat(busy.oneIn(1).receive().body()).isEqualTo("slept");
        }
        assertThat(cluster.awaitExit()).isZero();
        assertThat(cluster.output().matching("died|killed")).isEmpty();
    }

    @Test
    void killsAWorkerThatIsStuckWhenTheDrainTimeoutIsOver() {
        Cluster cluster = cluster().option("drain-timeout", "2s").startReady();

        try (HeldConnections held = new HeldConnections(cluster.port())) {
            held.open(2);
            held.oneIn(1).send("/block?ms=100000");
            cluster.signal("TERM");

            assertThat(cluster.awaitExit(AT_ONCE)).isZero();
        }
    }

    @Test
    void cutsARequestThatTakesLongerThanTheDrainTimeout() {
        Cluster cluster = cluster().option("drain-timeout", "2s").startReady();

        try (HeldConnections held = new HeldConnections(cluster.port())) {
            held.open(2);
            held.oneIn(1).send("/slow?ms=100000");
            cluster.signal("TERM");

            held.oneIn(1).awaitEnd();
            assertThat(cluster.awaitExit(AT_ONCE)).isZero();
        }
    }

    /** Ctrl-C in a terminal goes to every process of its group; only the primary is to act on it. */
    @Test
    void drainsAtAnInterruptOfTheWholeProcessGroup() {
        Cluster cluster =
                cluster().through(HEARING_INTERRUPTS).through("setsid").startReady();

        try (HeldConnections busy = new HeldConnections(cluster.port())) {
            busy.open(2);
            busy.oneIn(0).send("/slow?ms=2000");
            busy.oneIn(1).send("/slow?ms=2000");

            Signals.sendToGroup("INT", cluster.pid());

            assertThat(busy.oneIn(0).receive().body()).isEqualTo("slept");
            assertThat(busy.oneIn(1).receive().body()).isEqualTo("slept");
        }
        assertThat(cluster.awaitExit()).isZero();
        assertThat(cluster.output().matching("died|killed")).isEmpty();
    }

    @Test
    void answersConnectionsThatWaitInTheBacklog() {
        Cluster cluster = cluster().startReady();
        Signals.send("STOP", cluster.pid());
        Patience.await("the primary to be stopped").until(() -> Processes.isStopped(cluster.pid()));
        List<HttpConnection> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            HttpConnection client = HttpConnection.open(cluster.port());
            client.send("/worker");
            clients.add(client);
        }

        cluster.signal("TERM");
        cluster.signal("CONT");

        for (HttpConnection client : clients) {
            assertThat(client.receive().status()).isEqualTo(200);
            client.close();
        }
        assertThat(cluster.awaitExit()).isZero();
    }

    /** A listening socket can't be closed and emptied in one step, but all that may come in between is one client. */
    @Test
    void answersOrRefusesAllButTheLastClientOfAStream() {
        Cluster cluster = cluster().app("--threads=2").startReady();

        try (RequestStream stream = RequestStream.start(cluster.port(), "/worker", 8)) {
            stream.awaitAnswers(1000);
            assertThat(cluster.stop()).isZero();

            assertThat(stream.stopAndCollectFailures())
                    .filteredOn(failure -> !failure.contains("Connection refused"))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void endsWorkersThatAreNotReadyYet() {
        Cluster cluster = cluster().app("--never-join").start();
        cluster.output().await("\\[1] arguments");

        cluster.signal("TERM");

        assertThat(cluster.awaitExit(AT_ONCE)).isZero();
    }

    /** A worker can be told to drain between two steps of its bind. */
    @Test
    void saysNothingOfAWorkerThatComesTooLateForItsPort() {
        Cluster cluster = harness.cluster(RunnableJar.write(harness.newFolder().file("late.jar"), LateApp.class))
                .workers(1)
                .start();
        cluster.output().await("asked");

        cluster.signal("TERM");

        assertThat(cluster.awaitExit(AT_ONCE)).isZero();
        assertThat(cluster.output().standardOutput()).anyMatch(line -> line.contains("fetched -1 bytes"));
        assertThat(cluster.output().standardError()).isEmpty();
    }

    @Test
    void endsWorkersThatAreJustBeingStarted() {
        Cluster cluster = cluster().start();
        cluster.output().await("worker 2 \\(pid \\d+\\) started");

        cluster.signal("TERM");

        assertThat(cluster.awaitExit(AT_ONCE)).isZero();
    }

    @Test
    void terminatesAnApplicationThatHasDrainedAndDoesNotEnd() {
        Cluster cluster =
                cluster().option("drain-timeout", "60s").app("--stay-on").startReady();

        cluster.signal("TERM");

        assertThat(cluster.awaitExit(Duration.ofSeconds(20))).isZero();
        assertThat(cluster.output().matching("ended, SIGTERM \\(exit code 143\\)"))
                .hasSize(2);
        assertThat(cluster.output().matching("killed")).isEmpty();
    }

    /** What the application has started can outlive it, and keep its standard output open. */
    @Test
    void waitsForNoProcessThatTheApplicationStarted() {
        Cluster cluster = cluster().startReady();
        long child = Long.parseLong(HttpConnection.get(cluster.port(), "/spawn"));
        try {
            cluster.signal("TERM");

            assertThat(cluster.awaitExit(AT_ONCE)).isZero();
            assertThat(Processes.isRunning(child)).isTrue();
        } finally {
            Signals.send("KILL", child);
            Patience.await("the child's end").until(() -> !Processes.isRunning(child));
        }
    }

    private ClusterBuilder cluster() {
        return harness.cluster(TestApps.jar()).workers(2).app("--listen=0");
    }
}
