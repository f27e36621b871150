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
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class UnixSocketFileIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    private final ClusterFolder folder = harness.newFolder();
    private final Path file = folder.file("app.sock");
    private final UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file);

    @Test
    void replacesOneThatAKilledProcessLeftAndIsGoneAtTheEnd() throws IOException {
        listenAndLeaveTheFile();

        Cluster cluster = start().startReady();
        assertThat(HttpConnection.get(address, "/")).isEqualTo("ok");

        assertThat(cluster.stop()).isZero();
        assertThat(file).doesNotExist();
    }

    @Test
    void staysWithTheProcessThatListensOnIt() throws IOException {
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(address);

            Cluster cluster = start().startAndAwaitExit();

            assertThat(cluster.awaitExit()).isEqualTo(1);
            assertThat(cluster.output().matching("can't listen on unix:.*/app.sock: Address already in use"))
                    .isNotEmpty();
            assertThat(file).exists();
        }
    }

    @Test
    void neverReplacesAFileOfAnotherKind() throws IOException {
        Files.writeString(file, "precious");

        assertThat(start().startAndAwaitExit().awaitExit()).isEqualTo(1);

        assertThat(file).hasContent("precious");
    }

    private io.drover.balancer.harness.ClusterBuilder start() {
        return harness.cluster(TestApps.jar()).in(folder).workers(1).app("--listen=unix:" + file);
    }

    private void listenAndLeaveTheFile() throws IOException {
        ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        killed.bind(address);
        killed.close();
        assertThat(file).exists();
    }
}
