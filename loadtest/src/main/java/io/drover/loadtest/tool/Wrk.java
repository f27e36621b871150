/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.tool;

import io.drover.loadtest.generator.LoadPlan;
import io.drover.loadtest.generator.LoadResult;
import io.drover.loadtest.process.Pinning;
import io.drover.loadtest.process.ProcStat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * wrk with one thread. All of its connections come from one address, whatever the plan says.
 *
 * <p>Threading: owned by one thread, but {@link #close} is safe from any: it lets wrk end by itself.
 */
public final class Wrk implements LoadTool {
    private static final long MS_PER_SECOND = 1_000;

    private final Path program;
    private final Pinning pinning;

    /** Uses the program there. */
    public Wrk(Path program, Pinning pinning) {
        this.pinning = pinning;
        this.program = program;
    }

    @Override
    public String name() {
        return "wrk";
    }

    @Override
    public LoadResult run(LoadPlan plan) throws IOException, InterruptedException {
        double cpuSecondsBefore = ProcStat.ofSelf().endedChildrenCpuSeconds();
        Process process = new ProcessBuilder(pinning.generator(command(plan)))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IOException("wrk: exit code " + exitCode + " (expected: 0), its output: " + output.strip());
        }
        // Nothing else ends while it runs, so what the ended children have used more is its own.
        double cpuSeconds = ProcStat.ofSelf().endedChildrenCpuSeconds() - cpuSecondsBefore;
        return WrkOutput.parse(output, plan.connectionPerRequest() ? 0 : plan.connections(), cpuSeconds);
    }

    private List<String> command(LoadPlan plan) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "-t1",
                "-c" + plan.connections(),
                "-d" + seconds(plan.durationMs()) + "s",
                "--timeout",
                seconds(plan.timeoutMs()) + "s",
                "--latency"));
        if (plan.connectionPerRequest()) {
            command.addAll(List.of("-H", "Connection: close"));
        }
        command.add(plan.url().toString());
        return command;
    }

    /** It takes whole seconds only. */
    private static long seconds(long ms) {
        return Math.max(1, (ms + MS_PER_SECOND / 2) / MS_PER_SECOND);
    }

    @Override
    public void close() {
        // A run ends with its own time.
    }
}
