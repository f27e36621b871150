/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterBuilder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.FreePort;
import io.drover.balancer.harness.Signals;
import io.drover.balancer.testapp.EndingApp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What clients see when a backend ends: nobody may take a part for the whole, nor the whole for a part. */
@Timeout(120)
class BackendEndIT {
    /** What one race hides, the next shows. */
    private static final int TIMES = 4;

    private static final List<String> SERVER = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx32m",
            "-cp",
            Path.of("target", "test-classes").toAbsolutePath().toString(),
            EndingApp.class.getName());

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    private @Nullable Process upstream;
    private int port;

    @AfterEach
    void endUpstream() throws InterruptedException {
        if (upstream != null) {
            upstream.destroyForcibly().waitFor();
        }
    }

    @Test
    void isInOrderWhereAWorkerClosesAndExitsAtOnce() throws IOException {
        Cluster cluster = running(String.join(" ", SERVER));
        for (int worker = 1; worker <= TIMES; worker++) {
            cluster.output().await("worker " + worker + " \\(pid \\d+\\) ready");
            try (Socket client = begun()) {
                client.getOutputStream().write('e');

                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void isAResetWhereAWorkerIsKilled() throws IOException {
        Cluster cluster = running(String.join(" ", SERVER));
        for (int worker = 1; worker <= 3; worker++) {
            cluster.output().await("worker " + worker + " \\(pid \\d+\\) ready");
            try (Socket client = begun()) {
                Signals.send("KILL", cluster.workerPid(worker));

                assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            }
        }
    }

    /** The shell lives on as the server dies, and then ends in order itself. */
    @Test
    void isAResetWhereAProcessOfAWorkerIsKilled() throws IOException {
        Cluster cluster = running("sh -c '" + String.join(" ", SERVER) + " & echo server $!; wait'");
        for (int worker = 1; worker <= TIMES; worker++) {
            long server = Long.parseLong(
                    cluster.output().await("server (\\d+)$", worker).group(1));
            cluster.output().await("worker " + worker + " \\(pid \\d+\\) ready");
            try (Socket client = begun()) {
                Signals.send("KILL", server);

                assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            }
        }
    }

    @Test
    void isAResetWhereTheProcessBehindAUnixSocketIsKilledAndInOrderWhereItCloses(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("up.sock");
        Process server = new ProcessBuilder(with(file.toString())).start();
        upstream = server;
        BufferedReader output =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
        assertThat(output.readLine()).isEqualTo("up");
        Cluster cluster = listening()
                .option("upstream", "unix:" + file)
                .option("check-interval", "0s")
                .start();
        assertThat(cluster.port()).isEqualTo(port);

        try (Socket client = begun()) {
            client.getOutputStream().write('q');
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        try (Socket client = begun()) {
            Signals.send("KILL", server.pid());
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    private static List<String> with(String argument) {
        return Stream.concat(SERVER.stream(), Stream.of(argument)).toList();
    }

    private Cluster running(String command) {
        return listening()
                .option("exec", command)
                .option("max-restarts", "100")
                .option("check-interval", "0s")
                .workers(1)
                .startReady();
    }

    private ClusterBuilder listening() {
        port = FreePort.find();
        return harness.command().option("listen", "127.0.0.1:" + port);
    }

    private Socket begun() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        assertThat(new String(client.getInputStream().readNBytes(6), StandardCharsets.US_ASCII))
                .isEqualTo("begun\n");
        return client;
    }
}
