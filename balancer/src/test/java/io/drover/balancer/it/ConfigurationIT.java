/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.testapp.TestApps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That options, wherever they come from, reach what they are for. */
@Timeout(120)
class ConfigurationIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    private final ClusterFolder folder = harness.newFolder();

    @Test
    void prefersTheCommandLineToTheEnvironmentAndThatToTheFile() throws IOException {
        Path file = Files.writeString(folder.file("drover.yaml"), """
                name: from-file
                policy: ip-hash
                workers: 3
                jvm-arg: [-Dfirst=1, -Dsecond=2]
                app-arguments: [--listen=0, "with blank"]
                """);

        Cluster cluster = harness.cluster(TestApps.jar())
                .in(folder)
                .plain()
                .environment("DROVER_WORKERS", "2")
                .environment("DROVER_POLICY", "random-two")
                .option("policy", "least-connections")
                .option("config", file.toString())
                .startReady();

        assertThat(cluster.name()).isEqualTo("from-file");
        assertThat(cluster.output().matching("on 2 workers, policy least-connections,"))
                .hasSize(1);
        assertThat(cluster.output().standardOutput()).contains("[0] arguments [--listen=0, with blank]");
        assertThat(HttpConnection.get(cluster.port(), "/property?name=first")).isEqualTo("1");
        assertThat(HttpConnection.get(cluster.port(), "/property?name=second")).isEqualTo("2");
    }

    @Test
    void passesOnWhatIsMeantForTheWorkers() throws IOException {
        Path java = javaThatLeavesATrace();

        Cluster cluster = harness.command()
                .in(folder)
                .argument("run")
                .option("backend", TestApps.jar().toString())
                .workers(1)
                .option("java", java.toString())
                .option("env", "LEVEL=fine grained")
                .option("env", "OTHER=a=b")
                .option("jvm-arg", "-Dcolour=deep blue")
                .option("jvm-arg", "-Xmx48m")
                .environment("INHERITED", "yes")
                .app("--listen=0", "two words", "", "--workers=7", "$HOME", "'quoted'")
                .startReady();

        int port = cluster.port();
        assertThat(cluster.output().standardOutput())
                .contains("[0] arguments [--listen=0, two words, , --workers=7, $HOME, 'quoted']");
        assertThat(HttpConnection.get(port, "/environment?name=LEVEL")).isEqualTo("fine grained");
        assertThat(HttpConnection.get(port, "/environment?name=OTHER")).isEqualTo("a=b");
        assertThat(HttpConnection.get(port, "/environment?name=INHERITED")).isEqualTo("yes");
        assertThat(HttpConnection.get(port, "/environment?name=TRACE"))
                .as("set by that java")
                .isEqualTo("left");
        assertThat(HttpConnection.get(port, "/property?name=colour")).isEqualTo("deep blue");
    }

    @ParameterizedTest
    @CsvSource({"max, 2", "auto, 2", "-1, 1"})
    void countsWorkersFromTheCoresThatTheProcessMayUse(String workers, int count) {
        Cluster cluster = harness.cluster(TestApps.jar())
                .primaryJvm("-XX:ActiveProcessorCount=2")
                .option("workers", workers)
                .app("--listen=0")
                .startReady();

        assertThat(cluster.output().matching(" on " + count + " workers?, policy"))
                .hasSize(1);
        assertThat(cluster.workerPids()).hasSize(count);
    }

    /** A JVM that starts needs a core for itself. */
    @Test
    void startsNoMoreWorkersAtATimeThanThereAreCores() {
        Cluster cluster = harness.cluster(TestApps.jar())
                .primaryJvm("-XX:ActiveProcessorCount=1")
                .workers(3)
                .app("--listen=0")
                .startReady();

        assertThat(cluster.output().matching("worker \\d \\(").stream()
                        .map(line -> line.replaceFirst(".*worker (\\d) \\(pid \\d+\\) (\\w+).*", "$1 $2")))
                .containsExactly("1 started", "1 ready", "2 started", "2 ready", "3 started", "3 ready");
    }

    private Path javaThatLeavesATrace() throws IOException {
        Path script = folder.file("java");
        String real = System.getProperty("drover.it.java.home", System.getProperty("java.home")) + "/bin/java";
        Files.writeString(script, "#!/bin/sh\nTRACE=left exec " + real + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }
}
