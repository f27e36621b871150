/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkerOutputTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Test
    void passesOnLinesOfBothStreamsAndTheLastWithoutItsEnd() throws IOException {
        WorkerOutput output = run("printf 'one\\ntwo'; printf 'three\\n\\nfour' >&2");

        assertThat(lines).containsExactlyInAnyOrder("3 out one", "3 out two", "3 err three", "3 err ", "3 err four");
        assertThat(output.lastLines()).containsExactlyInAnyOrder("one", "two", "three", "", "four");
    }

    @Test
    void cutsALineThatNeverEnds() throws IOException {
        run("head -c 150000 /dev/zero | tr '\\0' x");

        assertThat(lines).extracting(String::length).containsExactly(65_536 + 6, 65_536 + 6, 150_000 - 2 * 65_536 + 6);
    }

    private WorkerOutput run(String script) throws IOException {
        Process process = new ProcessBuilder("/bin/sh", "-c", script).start();
        WorkerOutput output = new WorkerOutput(
                process,
                3,
                (slot, isError, line) ->
                        lines.add(slot + (isError ? " err " : " out ") + new String(line, StandardCharsets.UTF_8)));
        output.ended().join();
        return output;
    }
}
