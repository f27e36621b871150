/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ChaosIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void stopsAndReloadsAClusterAndLeavesNothingRunning() throws Exception {
        // Under a name that no other process has on its command line.
        Path balancer = Files.createSymbolicLink(
                folder.resolve("balancer.jar"),
                Path.of(System.getProperty("drover.balancer.jar")).toRealPath());
        Process chaos = new ProcessBuilder(
                        CommandRun.java(),
                        "-jar",
                        System.getProperty("drover.loadtest.jar"),
                        "chaos",
                        "--scenario=stop",
                        "--scenario=reload",
                        "--duration=1500ms",
                        "--rounds=1",
                        "--balancer=" + balancer,
                        "--app=" + System.getProperty("drover.app.jar"),
                        "--out=" + folder)
                .redirectErrorStream(true)
                .start();
        String output = new String(chaos.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(chaos.waitFor()).as(output).isZero();
        assertThat(output).contains("stop: 1 worker of 2 stopped", "reload: 1 reloads of 2 workers", "verdict");
        JsonNode result =
                new ObjectMapper().readTree(folder.resolve("chaos.json").toFile());
        assertThat(result.at("/met").asBoolean()).isTrue();
        assertThat(result.at("/scenarios/0/verdict").asText()).isEqualTo("met");
        assertThat(result.at("/scenarios/1/result/clients/requests").asLong()).isGreaterThanOrEqualTo(5_000);
        assertThat(processesOfThisTest()).isEmpty();
    }

    private List<String> processesOfThisTest() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(process -> process.info().commandLine().orElse(""))
                    .filter(line -> line.contains(folder.toString()))
                    .toList();
        }
    }
}
