/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.FreePort;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.NoexecFolder;
import io.drover.balancer.harness.OutputLines;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.RunnableJar;
import io.drover.balancer.testapp.PortApp;
import io.drover.balancer.testapp.TestApps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the temp folder, or that of run directories, is mounted noexec: no native library can be loaded from it. */
@Timeout(60)
class NoexecIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    private final ClusterFolder folder = harness.newFolder();
    private NoexecFolder noexec = new NoexecFolder(folder.path());
    private Path natives = folder.path();

    @BeforeEach
    void needsAMount() throws IOException {
        noexec = NoexecFolder.in(folder);
        natives = Files.createDirectory(folder.file("natives"));
        assumeTrue(noexec.isPossible(), "a mount takes unshare and the right to (root)");
    }

    @Test
    void isToldApartFromASystemThatIsNotSupported() {
        Cluster refused = harness.cluster(TestApps.jar())
                .in(folder)
                .through(noexec.command())
                .primaryJvm("-Djava.io.tmpdir=" + noexec.path())
                .startAndAwaitExit();

        assertThat(refused.awaitExit()).isEqualTo(1);
        assertThat(refused.output().all())
                .extracting(OutputLines.Line::text)
                .containsExactly("folder of native libraries: " + noexec.path() + ", mounted noexec (expected: one that"
                        + " can be written to, and code be loaded from; set another with"
                        + " -Dio.netty.native.workdir=FOLDER or -Djava.io.tmpdir=FOLDER before -jar)");
    }

    @Test
    void isNamedToAWorkerThatCanNotJoin() {
        Cluster failed = harness.cluster(TestApps.jar())
                .in(folder)
                .through(noexec.command())
                .argument("--jvm-arg=-Djava.io.tmpdir=" + noexec.path())
                .workers(1)
                .app("--listen=0")
                .startAndAwaitExit();

        assertThat(failed.awaitExit()).isEqualTo(1);
        assertThat(failed.output().all())
                .extracting(OutputLines.Line::text)
                .anyMatch(line -> line.contains("can't join the cluster as worker 1 in slot 0")
                        && line.contains("folder of native libraries: " + noexec.path() + ", mounted noexec")
                        && line.contains("--jvm-arg=-Dio.netty.native.workdir=FOLDER"));
    }

    @Test
    void holdsTheRunDirectoryButForTheAgentsLibrary() throws IOException {
        int port = FreePort.find();
        Cluster cluster = startWithAgent(port);

        assertThat(HttpConnection.get(port, "/")).startsWith("0 ");
        assertThat(nativeLibraries()).as("while it runs").hasSize(1);

        assertThat(cluster.stop()).isZero();
        assertThat(nativeLibraries()).as("afterwards").isEmpty();
    }

    @Test
    void leavesNoLibraryOfAPrimaryThatWasKilled() throws IOException {
        Cluster cluster = startWithAgent(FreePort.find());

        cluster.signal("KILL");

        cluster.awaitNoProcess();
        Patience.await("an empty folder").until(() -> nativeLibraries().isEmpty());
    }

    private Cluster startWithAgent(int port) throws IOException {
        return harness.cluster(RunnableJar.writeWhole(folder.file("port.jar"), PortApp.class, "text", ""))
                .in(folder)
                .through(noexec.command())
                .primaryJvm("-Djava.io.tmpdir=" + natives)
                .environment("XDG_RUNTIME_DIR", noexec.path().toString())
                .environment("PORT", Integer.toString(port))
                .workers(1)
                .startReady();
    }

    private List<Path> nativeLibraries() throws IOException {
        try (Stream<Path> files = Files.list(natives)) {
            return files.filter(file -> file.toString().endsWith(".so")).toList();
        }
    }
}
