/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterBuilder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.FreePort;
import io.drover.balancer.harness.LineClient;
import io.drover.balancer.harness.NameServer;
import io.drover.balancer.harness.NamedServer;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.testapp.DeafApp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Servers that run already, and what becomes of clients while these move, fail and come back. */
@Timeout(120)
class UpstreamIT {
    private static final String QUICK_CHECKS = "100ms";

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void givesUpstreamsConnectionsByTheirWeights() {
        Cluster cluster = upstreams(
                        server("heavy").address() + ",weight=3", server("light").address())
                .start();

        assertThat(answers(cluster, 12)).isEqualTo(Map.of("heavy", 9, "light", 3));
    }

    @Test
    void followsANameToAnotherAddressAndLeavesOpenConnectionsAlone() {
        NameServer names = opened(new NameServer(1));
        int port = FreePort.find();
        opened(NamedServer.start("two", "127.0.0.2", port));
        opened(NamedServer.start("three", "127.0.0.3", port));
        names.answer(2);
        Cluster cluster = upstreams("app.test:" + port)
                .option("name-server", names.address())
                .start();

        try (LineClient early = LineClient.open(cluster.port())) {
            assertThat(early.read()).isEqualTo("two");

            names.answer(3);
            cluster.output().await("upstream app.test:\\d+ is at 127.0.0.3$");
            assertThat(answers(cluster, 3)).isEqualTo(Map.of("three", 3));
            names.answer(2, 3);
            cluster.output().await("upstream app.test:\\d+ is at 127.0.0.[23], 127.0.0.[23]$");
            assertThat(answers(cluster, 4)).isEqualTo(Map.of("two", 2, "three", 2));

            names.fail();
            cluster.output().await("upstream app.test:\\d+ can't be looked up, its last addresses stay: ");
            assertThat(answers(cluster, 2)).isEqualTo(Map.of("two", 1, "three", 1));

            early.write("still there?");
            assertThat(early.read()).isEqualTo("still there?");
        }
        assertThat(cluster.output().matching("can't be looked up")).hasSize(1);
    }

    @Test
    void letsClientsWaitUntilANameCanBeLookedUp() {
        NameServer names = opened(new NameServer(1));
        int port = FreePort.find();
        opened(NamedServer.start("late", "127.0.0.2", port));
        Cluster cluster = upstreams("app.test:" + port)
                .option("name-server", names.address())
                .start();
        cluster.output().await("upstream app.test:\\d+ can't be looked up, it gets no connections until it can be: ");

        try (LineClient waiting = LineClient.open(cluster.port())) {
            names.answer(2);
            assertThat(waiting.read()).isEqualTo("late");
        }
    }

    @Test
    void findsOutThatAnUpstreamIsDownAndUpAgainWithoutAClient() {
        NamedServer failing = server("failing");
        Cluster cluster = upstreams(failing.address(), server("other").address())
                .option("check-interval", QUICK_CHECKS)
                .start();
        assertThat(answers(cluster, 4)).isEqualTo(Map.of("failing", 2, "other", 2));

        failing.close();
        cluster.output().await("upstream " + failing.address() + " is down, connection refused$");
        assertThat(answers(cluster, 4)).isEqualTo(Map.of("other", 4));

        opened(NamedServer.start("failing", "127.0.0.1", failing.port()));
        cluster.output().await("upstream " + failing.address() + " is up again$");
        assertThat(answers(cluster, 4)).isEqualTo(Map.of("failing", 2, "other", 2));
    }

    @Test
    void goesOnToAnotherUpstreamWhereOneRefusesAndThenLeavesThatAlone() {
        String nobody = "127.0.0.1:" + FreePort.find();
        Cluster cluster = upstreams(nobody, server("only").address())
                .option("check-interval", "0s")
                .option("eject-after", "3")
                .start();

        assertThat(answers(cluster, 8)).isEqualTo(Map.of("only", 8));
        cluster.output().await("upstream " + nobody + " is left alone for 10 s, connects to it fail$");
        assertThat(cluster.output().matching("is left alone")).hasSize(1);
    }

    @Test
    void resetsClientsWhereEveryUpstreamRefusesAndServesThemAsSoonAsOneDoesNot() {
        int port = FreePort.find();
        Cluster cluster = upstreams("127.0.0.1:" + port, "127.0.0.1:" + FreePort.find())
                .option("check-interval", QUICK_CHECKS)
                .option("eject-after", "1")
                .start();

        assertThatThrownBy(() -> LineClient.firstLine(cluster.port())).hasMessageContaining("Connection reset");
        cluster.output().await("nothing is up that takes connections: all are tried$");
        assertThatThrownBy(() -> LineClient.firstLine(cluster.port())).hasMessageContaining("Connection reset");

        opened(NamedServer.start("back", "127.0.0.1", port));
        assertThat(LineClient.firstLine(cluster.port())).isEqualTo("back");
    }

    @Test
    void checksWorkersThatSayNothingOfThemselves() {
        Path classes = Path.of("target", "test-classes").toAbsolutePath();
        Cluster cluster = harness.command()
                .option("exec", "java -XX:TieredStopAtLevel=1 -Xmx32m -cp " + classes + " " + DeafApp.class.getName())
                .workers(2)
                .option("listen", "127.0.0.1:" + FreePort.find())
                .option("check-interval", QUICK_CHECKS)
                .startReady();
        assertThat(answers(cluster, 4)).isEqualTo(Map.of("0", 2, "1", 2));

        try (LineClient client = LineClient.open(cluster.port())) {
            String deaf = client.read();
            client.write("d");
            cluster.output().await("slot " + deaf + ": worker \\d+ \\(pid \\d+\\) is down, connection refused$");
            assertThat(answers(cluster, 4)).hasSize(1).doesNotContainKey(deaf);
        }
    }

    @Test
    void showsHowUpstreamsAreDoing() throws JsonProcessingException {
        NameServer names = opened(new NameServer(1));
        NamedServer first = server("first");
        String nobody = "127.0.0.1:" + FreePort.find();
        Cluster cluster = upstreams(first.address() + ",weight=2", nobody, "app.test:80")
                .option("name-server", names.address())
                .option("check-interval", QUICK_CHECKS)
                .start();
        cluster.output()
                .await("Drover \\S+: 3 upstreams, policy round-robin, forward splice; name upstream, primary pid");
        cluster.output().await("upstream " + nobody + " is down");

        try (LineClient client = LineClient.open(cluster.port())) {
            client.read();

            JsonNode upstreams = new ObjectMapper()
                    .readTree(String.join("", status(cluster, "--json")))
                    .path("upstreams");
            assertThat(upstreams).hasSize(3);
            assertThat(upstreams.path(0).path("address").asText()).isEqualTo(first.address());
            assertThat(upstreams.path(0).path("weight").asInt()).isEqualTo(2);
            assertThat(upstreams.path(0).path("openConnections").asInt()).isEqualTo(1);
            Patience.await("bytes that were relayed")
                    .until(() -> upstream(cluster, 0)
                                    .path("relayed")
                                    .path("bytesOut")
                                    .asInt()
                            == "first\n".length());
            assertThat(upstreams.findValuesAsText("state")).containsExactly("up", "down", "unresolved");

            assertThat(status(cluster))
                    .anyMatch(line -> line.matches(
                            first.address() + " +" + first.address() + " +2 +up +1 +1 +\\d+ B +\\d+ B +\\d+ us +0"));
        }
    }

    @Test
    void hasNoWorkersToStartOrReplace() {
        Cluster cluster = upstreams(server("only").address()).start();
        cluster.output().await("Drover \\S+: 1 upstream,");

        assertThat(refusal(cluster, "scale", "2")).contains("there are upstreams, and no workers");
        assertThat(refusal(cluster, "reload")).contains("there are upstreams, and no workers");
        assertThat(refusal(cluster, "drain", "0")).contains("expected: one with a ready worker");
        assertThat(answers(cluster, 2)).isEqualTo(Map.of("only", 2));
    }

    /** Returns what a command that is refused says. */
    private String refusal(Cluster cluster, String command, String... arguments) {
        Cluster refused = harness.command()
                .beside(cluster)
                .plain()
                .argument(command)
                .argument(arguments)
                .start();
        assertThat(refused.awaitExit()).isEqualTo(1);
        return refused.output().all().toString();
    }

    private JsonNode upstream(Cluster cluster, int index) {
        try {
            return new ObjectMapper()
                    .readTree(String.join("", status(cluster, "--json")))
                    .path("upstreams")
                    .path(index);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> status(Cluster cluster, String... options) {
        Cluster command = harness.command()
                .beside(cluster)
                .plain()
                .argument("status")
                .argument(options)
                .start();
        assertThat(command.awaitExit()).isZero();
        return command.output().standardOutput();
    }

    private ClusterBuilder upstreams(String... upstreams) {
        ClusterBuilder builder = harness.command().option("listen", "127.0.0.1:" + FreePort.find());
        for (String upstream : upstreams) {
            builder.option("upstream", upstream);
        }
        return builder;
    }

    private NamedServer server(String name) {
        return opened(NamedServer.start(name));
    }

    private <T extends AutoCloseable> T opened(T made) {
        opened.add(made);
        return made;
    }

    /** Returns how many connections each has answered. */
    private static Map<String, Integer> answers(Cluster cluster, int connections) {
        Map<String, Integer> answers = new HashMap<>();
        for (int connection = 0; connection < connections; connection++) {
            answers.merge(String.valueOf(LineClient.firstLine(cluster.port())), 1, Integer::sum);
        }
        return answers;
    }
}
