/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.FreePort;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.RunnableJar;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an application that knows nothing of the cluster sets on a listening socket, and asks of it. */
class SocketOptionsIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void areThoseOfItsConnections() throws IOException {
        ClusterFolder folder = harness.newFolder();
        List<Integer> ports = List.of(FreePort.find(), FreePort.find(), FreePort.find(), FreePort.find());
        Cluster cluster = harness.cluster(
                        RunnableJar.writeWhole(folder.file("listening.jar"), ListeningApp.class, "text", "none"))
                .in(folder)
                .workers(2)
                .app(ports.stream().map(String::valueOf).toArray(String[]::new))
                .startReady();

        cluster.output().await("\\[0] options unchanged");
        cluster.output().await("\\[1] options unchanged");
        cluster.output().await("\\[1] reuse address false");
        Socket unserved = new Socket("127.0.0.1", ports.get(3));
        List<String> kinds = List.of("socket", "channel", "asynchronous");
        String keepAlive = ", " + ListeningApp.KEEP_IDLE_SECONDS + ", " + ListeningApp.KEEP_COUNT;
        String setBefore = ListeningApp.RECEIVE_BUFFER_BYTES + keepAlive;
        String setAfter = 2 * ListeningApp.RECEIVE_BUFFER_BYTES + keepAlive + ", " + ListeningApp.TRAFFIC_CLASS;
        for (int slot = 0; slot < 2; slot++) {
            for (String kind : kinds) {
                String accepted = "\\[" + slot + "] " + kind + " (.+)$";
                int port = ports.get(kinds.indexOf(kind));
                // A worker is ready with its first port, and takes connections of the others when it listens there.
                Patience.await("a connection of " + kind + " in slot " + slot).until(() -> {
                    new Socket("127.0.0.1", port).close();
                    return !cluster.output().matching(accepted).isEmpty();
                });
                assertThat(cluster.output().await(accepted).group(1))
                        .as("%s of slot %d", kind, slot)
                        .isEqualTo(kind.equals("socket") ? setAfter : setBefore);
            }
        }
        assertThatThrownBy(() -> unserved.getInputStream().read())
                .as("what waited for an accept at a port that no worker listens on any more")
                .isInstanceOf(SocketException.class)
                .hasMessage("Connection reset");
    }
}
