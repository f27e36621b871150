/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.FreePort;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.PidNamespace;
import io.drover.balancer.harness.RunnableJar;
import io.drover.balancer.testapp.PortApp;
import io.drover.balancer.testapp.TestApps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The primary as process 1, as in a container. */
@Timeout(120)
class FirstProcessIT {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final int ORPHANS = 20;

    /** Each outlives the subshell that starts it, notes who it is and who its parent has become, and ends. */
    private static final String ORPHAN =
            "(sh -c 'until [ \"$(cut -d\" \" -f4 /proc/$$/stat)\" = 1 ]; do sleep 0.01; done;"
                    + " echo $$ >> \"$0\"' \"%s\" &)\n";

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @BeforeAll
    static void needsNamespaces() {
        assumeTrue(PidNamespace.isPossible(), "process 1 takes unshare and the right to make namespaces (root)");
    }

    @Test
    void reapsWhatWorkersLeaveBehind(@TempDir Path folder) throws IOException {
        Path jar = RunnableJar.write(folder.resolve("port.jar"), PortApp.class);
        Path orphans = folder.resolve("orphans");
        Path script = Files.writeString(
                folder.resolve("server.sh"),
                ORPHAN.formatted(orphans).repeat(ORPHANS) + "exec " + JAVA
                        + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar " + jar + "\n");
        int port = FreePort.find();
        Cluster cluster = harness.command()
                .through(PidNamespace.command())
                .option("exec", "sh " + script)
                .option("listen", "127.0.0.1:" + port)
                .workers(1)
                .startReady();
        PidNamespace inside = PidNamespace.of(cluster);

        assertThat(HttpConnection.get(port, "/")).isNotEmpty();
        Patience.await("all orphans").until(() -> pidsIn(orphans).size() == ORPHANS);
        List<Long> pids = pidsIn(orphans);
        Patience.await("no zombie").until(() -> pids.stream().noneMatch(inside::contains));

        inside.signal("TERM");
        assertThat(cluster.awaitExit()).isZero();
        assertThat(cluster.folder().runDirectories()).isEmpty();
    }

    private static List<Long> pidsIn(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(Long::valueOf).toList()
                : List.of();
    }

    @Test
    void knowsHowItsWorkersEndAndHeedsSignals() {
        Cluster cluster = harness.cluster(TestApps.jar())
                .through(PidNamespace.command())
                .workers(2)
                .app("--listen=0")
                .startReady();
        PidNamespace inside = PidNamespace.of(cluster);

        inside.signal("KILL", cluster.workerPid(1));
        cluster.output().await("worker 1 \\(pid \\d+\\) .*SIGKILL \\(exit code 137\\)");
        cluster.awaitWorkerReady(3);
        inside.signal("USR2");
        cluster.output().await("reload to generation 2 finished");
        inside.signal("TTIN");
        cluster.awaitWorkerReady(6);

        inside.signal("INT");
        assertThat(cluster.awaitExit()).isZero();
        assertThat(cluster.folder().runDirectories()).isEmpty();
    }

    @Test
    void endsWithTheExitCodeOfAFailure() {
        Cluster cluster = harness.command()
                .through(PidNamespace.command())
                .option("exec", "false")
                .option("listen", Integer.toString(FreePort.find()))
                .workers(1)
                .startAndAwaitExit();

        assertThat(cluster.awaitExit()).isEqualTo(1);
    }
}
