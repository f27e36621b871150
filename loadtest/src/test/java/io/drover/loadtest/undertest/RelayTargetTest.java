/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.loadtest.process.Pinning;
import io.drover.loadtest.process.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayTargetTest {
    private static final List<String> SLEEP = List.of("sleep", "30");

    @Test
    void droverRelaysToServersThatRunAlready(@TempDir Path folder) throws Exception {
        try (Workbench bench = bench(folder)) {
            assertThat(ProxySoftware.DROVER.command(bench, 8080, List.of(9001, 9002)))
                    .containsSubsequence(
                            "-jar",
                            "balancer.jar",
                            "--upstream=127.0.0.1:9001",
                            "--upstream=127.0.0.1:9002",
                            "--listen=127.0.0.1:8080");
        }
    }

    @Test
    void whatIsSharedOutlivesAProxy(@TempDir Path folder) throws Exception {
        try (Workbench bench = bench(folder)) {
            ServerProcess server = bench.start("server", SLEEP);
            ServerProcess proxy = bench.start("proxy", SLEEP);
            RunningTarget relay = new RunningTarget("relay", 1, proxy, List.of(server), List.of(proxy));

            assertThat(relay.frontPids()).containsExactly(proxy.pid());
            assertThat(relay.serverPids()).containsExactly(server.pid());
            relay.close();
            new DirectTarget(new AppServers(List.of(server), List.of(1)))
                    .start(bench)
                    .close();

            assertThat(isAlive(proxy)).isFalse();
            assertThat(isAlive(server)).isTrue();
            new RunningTarget("all", 1, server, List.of()).close();
            assertThat(isAlive(server)).isFalse();
        }
    }

    private static Workbench bench(Path folder) throws Exception {
        Path jar = Path.of("balancer.jar");
        return new Workbench(jar, jar, folder, Pinning.none());
    }

    private static boolean isAlive(ServerProcess process) {
        return ProcessHandle.of(process.pid()).map(ProcessHandle::isAlive).orElse(false);
    }
}
