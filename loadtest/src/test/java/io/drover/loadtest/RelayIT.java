/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.loadtest.CommandRun.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The relay between real clients and servers, as a person compares it, but short. */
@Timeout(180)
class RelayIT {
    @Test
    void comparesTheRelayWithOtherProxiesAndLeavesNothingRunning(@TempDir Path folder) throws Exception {
        CommandRun command = new CommandRun(folder);

        Ended ended = command.run(
                "--scenario=relay-keep-alive",
                "--scenario=relay-per-request",
                "--scenario=relay-1m",
                "--scenario=relay-latency",
                "--connections=4",
                "--duration=300ms");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        JsonNode scenarios = result(folder);
        assertThat(scenarios).hasSize(4);
        for (JsonNode scenario : scenarios) {
            JsonNode drover = scenario.at("/targets/0");
            assertThat(drover.at("/name").asText()).isEqualTo("drover");
            assertThat(metric(drover, "REQUESTS_PER_SECOND")).isGreaterThan(10);
            assertThat(metric(drover, "FRONT_CORES")).isPositive();
            assertThat(scenario.at("/failures")).isEmpty();
        }
        assertThat(metric(scenarios.at("/2/targets/0"), "MEGABYTES_PER_SECOND")).isGreaterThan(10);
        JsonNode latency = scenarios.at("/3/targets");
        assertThat(latency.at("/0/metrics/ADDED_P50_MS")).isNotEmpty();
        assertThat(latency.at("/3/name").asText()).isEqualTo("direct");
        assertThat(metric(latency.at("/3"), "P50_LATENCY_MS")).isPositive();
        assertThat(command.processesLeft()).isEmpty();
    }

    /** Counts, not speed: what is promised of idle connections holds on any machine. */
    @Test
    void holdsThousandsOfIdleConnectionsCheaply(@TempDir Path folder) throws Exception {
        CommandRun command = new CommandRun(folder);

        Ended ended = command.run("--scenario=relay-idle");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        JsonNode drover = result(folder).at("/0/targets/0");
        assertThat(metric(drover, "CONNECTIONS")).isGreaterThan(10);
        assertThat(metric(drover, "PIPES")).isLessThanOrEqualTo(0);
        assertThat(metric(drover, "HEAP_PER_CONNECTION_KB")).isLessThanOrEqualTo(4);
        assertThat(command.processesLeft()).isEmpty();
    }

    private static JsonNode result(Path folder) throws Exception {
        return new ObjectMapper()
                .readTree(folder.resolve("result.json").toFile())
                .at("/scenarios");
    }

    private static double metric(JsonNode target, String name) {
        return target.at("/metrics/" + name + "/median").asDouble();
    }
}
