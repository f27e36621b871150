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
import io.drover.balancer.testapp.HeldConnections;
import io.drover.balancer.testapp.TestApps;
import io.drover.balancer.testapp.WorkerAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The end of one worker that nobody has asked for. */
@Timeout(120)
class CrashIT {
    @RegisterExtension
    static final ClusterHarness HARNESS = ClusterHarness.perClass();

    private static Cluster cluster;

    private HeldConnections held;
    private int readyBefore;

    @BeforeAll
    static void start() {
        cluster = HARNESS.cluster(TestApps.jar())
                .workers(2)
                .option("max-restarts", "100")
                .option("restart-window", "1s")
                .app("--listen=0")
                .startReady();
    }

    @BeforeEach
    void holdAConnectionToEach() {
        held = new HeldConnections(cluster.port());
        held.open(2);
        readyBefore = cluster.output().matching(" ready after").size();
    }

    @AfterEach
    void close() {
        held.close();
    }

    @Test
    void replacesAKilledWorkerInItsSlotByOneWithANewId() {
        WorkerAnswer lost = TestApps.ask(held.oneIn(0));
        WorkerAnswer other = TestApps.ask(held.oneIn(1));

        Signals.send("KILL", lost.pid());

        WorkerAnswer next = awaitSuccessorOf(lost, "died, SIGKILL \\(exit code 137\\)");
        assertThat(next.slot()).isZero();
        assertThat(next.workerId()).isGreaterThan(Math.max(lost.workerId(), other.workerId()));
        assertThat(next.generation()).isEqualTo(1);
        assertThat(next.pid()).isNotEqualTo(lost.pid());
        assertThat(TestApps.ask(held.oneIn(1)))
                .as("the connection of the other worker")
                .isEqualTo(other);
        held.oneIn(0).awaitEnd();
    }

    @Test
    void replacesAWorkerThatEndsItselfAtOnce() {
        WorkerAnswer lost = TestApps.ask(held.oneIn(1));

        held.oneIn(1).send("/halt");

        awaitSuccessorOf(lost, "died, exit code 9");
        held.oneIn(1).awaitEnd();
    }

    @Test
    void takesAnExitOfTheApplicationForACrashAndLetsItFinishWhatItServes() {
        WorkerAnswer lost = TestApps.ask(held.oneIn(0));

        try (HeldConnections second = new HeldConnections(cluster.port())) {
            second.open(2);
            second.oneIn(0).send("/slow?ms=500");
            assertThat(held.oneIn(0).ask("/exit?code=3").body()).isEqualTo("exiting");
            assertThat(second.oneIn(0).receive().body()).isEqualTo("slept");
        }

        awaitSuccessorOf(lost, "died, exit code 3");
    }

    @Test
    void replacesAWorkerThatSomebodyTerminatedAfterItHasFinishedWhatItServes() {
        WorkerAnswer lost = TestApps.ask(held.oneIn(0));
        held.oneIn(0).send("/slow?ms=1000");

        Signals.send("TERM", lost.pid());

        assertThat(held.oneIn(0).receive().body()).isEqualTo("slept");
        awaitSuccessorOf(lost, "ended, SIGTERM \\(exit code 143\\)");
    }

    @Test
    void answersNewConnectionsWhileAWorkerIsReplaced() {
        WorkerAnswer lost = TestApps.ask(held.oneIn(0));
        Signals.send("KILL", lost.pid());

        while (cluster.output().matching(" ready after").size() == readyBefore) {
            assertThat(HttpConnection.get(cluster.port(), "/")).isEqualTo("ok");
        }
    }

    @Test
    void keepsClientsWaitingWhileTheOnlyWorkerIsReplaced() {
        Cluster alone =
                HARNESS.cluster(TestApps.jar()).workers(1).app("--listen=0").startReady();
        Signals.send("KILL", alone.workerPid(1));
        alone.output().await("worker 1 \\(pid \\d+\\) died");

        for (int i = 0; i < 5; i++) {
            assertThat(TestApps.ask(alone.port()).workerId()).isEqualTo(2);
        }
    }

    private WorkerAnswer awaitSuccessorOf(WorkerAnswer lost, String end) {
        cluster.output().await("slot " + lost.slot() + ": worker " + lost.workerId() + " \\(pid \\d+\\) " + end);
        cluster.output().await(" ready after", readyBefore + 1);
        try (HeldConnections answers = new HeldConnections(cluster.port())) {
            answers.open(2);
            return TestApps.ask(answers.oneIn(lost.slot()));
        }
    }
}
