/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.loadtest.process.Executables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a person runs it, but short. */
@Timeout(180)
class ComparisonIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** Under a name that no other process has on its command line. */
    @SuppressWarnings("NullAway.Init")
    private Path app;

    private record Ended(int exitCode, String output) {}

    @BeforeEach
    void linkApp() throws IOException {
        app = Files.createSymbolicLink(
                folder.resolve("app.jar"),
                Path.of(System.getProperty("drover.app.jar")).toRealPath());
    }

    @Test
    void comparesAClusterAndLeavesNothingRunning() throws Exception {
        Ended ended = run("--scenario=keep-alive", "--scenario=start", "--duration=500ms", "--app=" + app);

        assertThat(ended.output()).contains("keep-alive: GET /plaintext", "vs direct", "first answer");
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        JsonNode result =
                new ObjectMapper().readTree(folder.resolve("result.json").toFile());
        assertThat(result.at("/machine/cores").asInt()).isPositive();
        JsonNode scenario = result.at("/scenarios/0");
        assertThat(scenario.at("/name").asText()).isEqualTo("keep-alive");
        assertThat(scenario.at("/targets/0/name").asText()).isEqualTo("cluster");
        assertThat(scenario.at("/targets/0/metrics/REQUESTS_PER_SECOND/median").asDouble())
                .isGreaterThan(100);
        assertThat(scenario.at("/figures/0/measured/median").asDouble()).isPositive();
        assertThat(result.at("/scenarios/1/measurements/0/values/IDLE_PRIMARY_MB")
                        .asDouble())
                .isPositive();
        assertThat(processesOfThisTest()).isEmpty();
    }

    @Test
    void showsWhatHappensToAClusterAndLeavesNothingRunning() throws Exception {
        Ended ended = run("--scenario=events", "--workers=2", "--app=" + app);

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("reload", "worker killed", "GC pause", "slow worker", "scale up");
        JsonNode events = new ObjectMapper()
                .readTree(folder.resolve("result.json").toFile())
                .at("/scenarios/0");
        assertThat(events.at("/timeline/marks")).hasSize(5);
        assertThat(events.at("/timeline/clients")).hasSize(2);
        // An open loop: all that was held up by the pause of a second has waited.
        assertThat(events.at("/targets/3/metrics/MAX_LATENCY_MS/median").asDouble())
                .isGreaterThan(200);
        assertThat(folder.resolve("report.html")).content().contains("GC pause", "<svg");
        assertThat(folder.resolve("events.kept-connections.hlog")).isNotEmptyFile();
        assertThat(processesOfThisTest()).isEmpty();
    }

    @Test
    void saysWhichTargetDidNotStart() throws Exception {
        Path notAnApp = Files.writeString(folder.resolve("not-an-app.jar"), "text");

        Ended ended = run("--scenario=start", "--app=" + notAnApp);

        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).contains("FAILED cluster: ended with ", "not-an-app.jar");
        assertThat(processesOfThisTest()).isEmpty();
    }

    private Ended run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Executables.java().toString(),
                "-jar",
                System.getProperty("drover.loadtest.jar"),
                "--repetitions=1",
                "--warm-up=0",
                "--balancer=" + System.getProperty("drover.balancer.jar"),
                "--out=" + folder));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private List<String> processesOfThisTest() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(process -> process.info().commandLine().orElse(""))
                    .filter(line -> line.contains(folder.toString()))
                    .toList();
        }
    }
}
