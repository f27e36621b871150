/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.FreePort;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.RequestStream;
import io.drover.balancer.harness.RunnableJar;
import io.drover.balancer.harness.Signals;
import io.drover.balancer.testapp.PortApp;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Workers that run any program. */
@Timeout(120)
class ExecIT {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void isSupervisedReloadedAndDrainedLikeAJar(@TempDir Path folder) {
        Path jar = RunnableJar.write(folder.resolve("port.jar"), PortApp.class);
        int port = FreePort.find();
        Cluster cluster = harness.command()
                .option("exec", JAVA + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar " + jar)
                .option("listen", "127.0.0.1:" + port)
                .workers(2)
                .startReady();

        assertThat(answers(port)).hasSize(2);

        Signals.send("KILL", cluster.workerPid(1));
        cluster.output().await("worker 3 \\(pid \\d+\\) ready");

        HttpConnection one = HttpConnection.open(port);
        HttpConnection other = HttpConnection.open(port);
        try (RequestStream stream = RequestStream.start(port, "/", 2)) {
            stream.awaitAnswers(20);
            one.send("/slow");
            other.send("/slow");
            cluster.signal("USR2");
            assertThat(one.receive().status()).as("under way at an old one").isEqualTo(200);
            one.close();
            assertThat(other.receive().status()).as("under way at the other").isEqualTo(200);
            other.close();
            cluster.output().await("reload to generation 2 finished");
            stream.awaitAnswers(20);
            assertThat(stream.stopAndCollectFailures()).isEmpty();
        }
        assertThat(cluster.stop()).isZero();
    }

    private static Set<String> answers(int port) {
        Set<String> answers = new TreeSet<>();
        for (int i = 0; i < 10; i++) {
            answers.add(HttpConnection.get(port, "/"));
        }
        return answers;
    }

    @Test
    void saysWhereAProgramShouldHaveListened() {
        Cluster cluster = harness.command()
                .option("exec", "sleep 60")
                .option("listen", Integer.toString(FreePort.find()))
                .option("ready-timeout", "1s")
                .option("max-restarts", "0")
                .workers(1)
                .startAndAwaitExit();

        assertThat(cluster.awaitExit()).isEqualTo(1);
        cluster.output()
                .await("was not ready within 1 s, it does not listen on 127.0.0.1:\\d+, the PORT in its environment");
    }
}
