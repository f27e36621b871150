/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterBuilder;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.OtherUser;
import io.drover.balancer.harness.RunnableJar;
import io.drover.balancer.testapp.TestApp;
import io.drover.balancer.testapp.TestApps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** As a user without rights, as most servers run. */
@Timeout(120)
class UnprivilegedIT {
    private static final Path FIRST_FREE_PORT = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
    private static final int PRIVILEGED_PORT = 81;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    private final ClusterFolder folder = harness.newFolder();

    @BeforeEach
    void needsRootToBecomeAnother() throws IOException {
        assumeTrue(OtherUser.isPossible(), "another user takes root and setpriv");
        assumeTrue(
                Integer.parseInt(Files.readAllLines(FIRST_FREE_PORT).get(0)) > PRIVILEGED_PORT,
                "all ports are free here");
    }

    @Test
    void isToldThatAPortIsPrivileged() throws IOException {
        Path app = RunnableJar.writeWithCopies(folder.file("app.jar"), TestApp.class);
        Path balancer = Files.copy(ClusterBuilder.balancerJar(), folder.file("balancer.jar"));
        OtherUser.give(folder.path());

        Cluster cluster = harness.cluster(app)
                .in(folder)
                .jar(balancer)
                .through(OtherUser.command())
                .workers(2)
                .app("--listen=" + PRIVILEGED_PORT, "--listen=0", "--tolerate-refusal")
                .startReady();

        assertThat(cluster.output().standardOutput())
                .contains("[0] refused java.net.BindException: *:81: Permission denied")
                .contains("[1] refused java.net.BindException: *:81: Permission denied");
        assertThat(TestApps.ask(cluster.port()).slot()).as("all else works").isBetween(0, 1);
        assertThat(cluster.stop()).isZero();
    }

    @Test
    void isNotToldThatAJarBehindAClosedDoorDoesNotExist() throws IOException {
        Path balancer = Files.copy(ClusterBuilder.balancerJar(), folder.file("balancer.jar"));
        OtherUser.give(folder.path());
        Path closed = Files.createDirectory(folder.file("closed"), PosixFilePermissions.asFileAttribute(Set.of()));
        Path app = RunnableJar.write(closed.resolve("app.jar"), TestApp.class);

        Cluster refused = harness.cluster(app)
                .in(folder)
                .jar(balancer)
                .through(OtherUser.command())
                .startAndAwaitExit();

        assertThat(refused.awaitExit()).isEqualTo(2);
        assertThat(refused.output().standardError())
                .contains("backend: " + app + " (expected: a jar file that can be read)");
    }
}
