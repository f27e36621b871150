/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GeneratorLoopTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void answersEveryPlanWithAResult() throws Exception {
        try (ScriptedServer server = new ScriptedServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", false)) {
            String plan = JSON.writeValueAsString(new LoadPlan(server.url(), 2, 50, false, 1_000)) + "\n";
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            GeneratorLoop.serve(
                    new BufferedReader(new StringReader(plan + plan)),
                    new PrintStream(written, true, StandardCharsets.UTF_8));
            List<String> lines =
                    written.toString(StandardCharsets.UTF_8).lines().toList();
            assertThat(lines).hasSize(2).allSatisfy(line -> {
                LoadResult result = JSON.readValue(line, LoadResult.class);
                assertThat(result.requests()).isPositive();
                assertThat(result.errors()).isEmpty();
            });
        }
    }
}
