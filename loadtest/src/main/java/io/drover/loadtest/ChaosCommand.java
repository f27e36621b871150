/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import static java.util.Objects.requireNonNull;

import io.drover.loadtest.chaos.ChaosFile;
import io.drover.loadtest.chaos.ChaosResult;
import io.drover.loadtest.chaos.ChaosScenario;
import io.drover.loadtest.chaos.ChaosSession;
import io.drover.loadtest.chaos.ChaosText;
import io.drover.loadtest.process.Pinning;
import io.drover.loadtest.report.Machine;
import io.drover.loadtest.undertest.Workbench;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code loadtest.sh chaos}: faults in a real cluster, under load. */
@Command(
        name = "chaos",
        sortOptions = false,
        description = "Hurts a cluster while clients use it, and checks what is promised for that.",
        footer = {
            "",
            "Exit codes: 0 every promise was kept, 1 one was not, 2 bad usage.",
            "Examples:",
            "  ./loadtest.sh chaos",
            "  ./loadtest.sh chaos --scenario=kill --scenario=stop",
            "  ./loadtest.sh chaos --scenario=soak --duration=30m"
        })
final class ChaosCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Mixin
    private ChaosOptions options = new ChaosOptions();

    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(names = "--help", usageHelp = true, description = "Says this.")
    private boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandLine command = requireNonNull(spec).commandLine();
        PrintWriter out = command.getOut();
        PrintWriter progress = command.getErr();
        Instant startedAt = Instant.now();
        List<ChaosScenario> scenarios = options.scenarios();
        ChaosSession.Settings settings = options.settings();
        Path folder = options.outFolder();
        Workbench bench =
                new Workbench(options.balancerJar(), options.appJar(), folder.resolve("logs"), Pinning.none());
        Machine machine = Machine.describe();
        out.println(machine.text());
        out.println("seed " + settings.seed());
        out.flush();
        Thread atExit = new Thread(bench::close, "exit");
        Runtime.getRuntime().addShutdownHook(atExit);
        List<ChaosResult> results = new ArrayList<>();
        try (bench) {
            ChaosSession session = new ChaosSession(bench, settings, line -> onStep(progress, line));
            for (ChaosScenario scenario : scenarios) {
                onStep(
                        progress,
                        "scenario " + scenario.name() + ", " + (results.size() + 1) + " of " + scenarios.size());
                results.add(run(scenario, session));
                out.println();
                ChaosText.details(results.get(results.size() - 1)).forEach(out::println);
                out.flush();
            }
        }
        out.println();
        ChaosText.table(results).forEach(out::println);
        Path file = ChaosFile.write(folder, startedAt, machine, settings.seed(), results);
        out.println();
        out.println(Duration.between(startedAt, Instant.now()).toSeconds() + " s in all; every figure: " + file);
        out.flush();
        return results.stream().allMatch(ChaosResult::isMet) ? CommandLine.ExitCode.OK : FAILED;
    }

    private static ChaosResult run(ChaosScenario scenario, ChaosSession session) throws InterruptedException {
        try {
            return scenario.run(session);
        } catch (IOException e) {
            return ChaosResult.failed(scenario.name(), String.valueOf(e.getMessage()));
        }
    }

    private static void onStep(PrintWriter progress, String line) {
        progress.println("  .. " + line);
        progress.flush();
    }
}
