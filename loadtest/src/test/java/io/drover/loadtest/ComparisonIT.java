/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.loadtest.CommandRun.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @SuppressWarnings("NullAway.Init")
    private CommandRun command;

    @BeforeEach
    void prepare() throws IOException {
        command = new CommandRun(folder);
    }

    @Test
    void comparesAClusterAndLeavesNothingRunning() throws Exception {
        Ended ended = command.run("--scenario=keep-alive", "--scenario=start", "--duration=500ms");

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
        assertThat(command.processesLeft()).isEmpty();
    }

    @Test
    void showsWhatHappensToAClusterAndLeavesNothingRunning() throws Exception {
        Ended ended = command.run("--scenario=events", "--workers=2");

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
        assertThat(command.processesLeft()).isEmpty();
    }

    @Test
    void saysWhichTargetDidNotStart() throws Exception {
        Path notAnApp = Files.writeString(folder.resolve("not-an-app.jar"), "text");

        Ended ended = command.runWith(notAnApp, "--scenario=start");

        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).contains("FAILED cluster: ended with ", "not-an-app.jar");
        assertThat(command.processesLeft()).isEmpty();
    }
}
