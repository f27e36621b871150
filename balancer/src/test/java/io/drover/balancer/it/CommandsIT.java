/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.testapp.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator asks of a running cluster, from another process. */
@Timeout(120)
class CommandsIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void showsTheWorkersToProgramsAndPeople() throws JsonProcessingException {
        Cluster cluster = start(2);
        TestApps.ask(cluster.port());

        JsonNode status = status(cluster);
        assertThat(status.path("pid").asLong()).isEqualTo(cluster.pid());
        assertThat(status.path("listeners")).hasSize(1);
        assertThat(status.path("workers")).hasSize(2);
        JsonNode first = status.path("workers").path(0);
        assertThat(first.path("pid").asLong())
                .isEqualTo(cluster.workerPid(first.path("worker").asLong()));
        assertThat(first.path("state").asText()).isEqualTo("ready");
        assertThat(first.path("residentBytes").asLong()).isPositive();

        assertThat(run(cluster, 0, "status").output().standardOutput())
                .anyMatch(line -> line.matches("0 +1 +" + cluster.workerPid(1) + " +1 +ready .*"));
    }

    @Test
    void scalesUpAndDown() throws JsonProcessingException {
        Cluster cluster = start(1);

        run(cluster, 0, "scale", "3");
        cluster.awaitWorkerReady(3);
        assertThat(status(cluster).path("slots").asInt()).isEqualTo(3);
        run(cluster, 0, "scale", "1");
        awaitWorkers(cluster, 1);
        assertThat(TestApps.ask(cluster.port()).slot()).isZero();

        cluster.signal("TTIN");
        cluster.awaitWorkerReady(4);
        cluster.signal("TTOU");
        awaitWorkers(cluster, 1);
        cluster.signal("TTOU");
        cluster.output().await("scaled from 2 to 1 worker");
        assertThat(TestApps.ask(cluster.port()).slot()).isZero();
    }

    @Test
    void reloadsAndWaitsForTheEndOfIt() {
        Cluster cluster = start(1);

        Cluster reload = run(cluster, 0, "reload");

        assertThat(reload.output().matching("reload to generation 2 finished")).hasSize(1);
        assertThat(TestApps.ask(cluster.port()).generation()).isEqualTo(2);
    }

    @Test
    void drainsOneWorkerThatAnotherFollows() {
        Cluster cluster = start(2);

        run(cluster, 0, "drain", "1");

        cluster.awaitWorkerReady(3);
        assertThat(run(cluster, 1, "drain", "7").output().standardError())
                .contains("drain failed: slot: 7 (expected: one with a ready worker)");
    }

    @Test
    void showsLogsAndStops() {
        Cluster cluster = start(1);
        TestApps.ask(cluster.port());

        assertThat(run(cluster, 0, "logs").isAlive()).isFalse();
        run(cluster, 0, "stop");

        assertThat(cluster.awaitExit()).isZero();
        assertThat(run(cluster, 1, "status").output().standardError()).containsExactly("no cluster is running");
    }

    @Test
    void refusesWhatItCanNotDo() {
        Cluster cluster = start(1);

        assertThat(run(cluster, 2, "scale", "many").output().standardError())
                .contains("scale: many (expected: a number)");
        run(cluster, 2, "scale");
        run(cluster, 2, "status", "--jsn");
        assertThat(run(cluster, 1, "scale", "0").output().standardError())
                .contains("scale failed: workers: 0 (expected: a number from 1 to 256)");
        assertThat(run(cluster, 1, "status", "--name=other").output().standardError())
                .containsExactly("name: other (expected: one that runs, " + cluster.name() + ")");
    }

    private Cluster start(int workers) {
        return harness.cluster(TestApps.jar())
                .workers(workers)
                .app("--listen=0")
                .startReady();
    }

    private Cluster run(Cluster cluster, int exitCode, String... words) {
        Cluster command =
                harness.command().beside(cluster).plain().argument(words).start();
        assertThat(command.awaitExit()).as(String.join(" ", words)).isEqualTo(exitCode);
        return command;
    }

    private JsonNode status(Cluster cluster) throws JsonProcessingException {
        return new ObjectMapper()
                .readTree(String.join(
                        "", run(cluster, 0, "status", "--json").output().standardOutput()));
    }

    private void awaitWorkers(Cluster cluster, int count) {
        Patience.await(count + " workers")
                .until(() -> status(cluster).path("workers").size() == count);
    }
}
