/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import io.drover.loadtest.generator.LoadPlan;
import io.drover.loadtest.process.Executables;
import io.drover.loadtest.scenario.Scenario;
import io.drover.loadtest.scenario.Session;
import io.drover.loadtest.scenario.StandardScenarios;
import io.drover.loadtest.tool.LoadTool;
import io.drover.loadtest.tool.OwnGenerator;
import io.drover.loadtest.tool.Wrk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options, as given, and what they amount to. */
final class Options {
    private static final String TOOL_OWN = "own";
    private static final String TOOL_WRK = "wrk";
    private static final long MAX_REPETITIONS = 1_000;
    private static final int DEFAULT_REPETITIONS = 5;

    @Mixin
    private UrlOptions single = new UrlOptions();

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description =
                    "Only this part of the comparison; may be repeated. One of keep-alive, per-request, cpu-heavy,"
                            + " cpu, start.")
    private List<String> scenarios = List.of();

    @Option(names = "--all-targets", description = "Compare with nginx, a single Node and a single process as well.")
    private boolean allTargets;

    @Option(names = "--tool", paramLabel = "own|wrk", description = "What makes the load. Default: own.")
    private String tool = TOOL_OWN;

    @Option(names = "--connections", paramLabel = "N", description = "Connections at a time. Default: 30.")
    private String connections = "30";

    @Option(names = "--duration", paramLabel = "TIME", description = "Of each run: 3s, 500ms, 1m. Default: 3s.")
    private String duration = "3s";

    @Option(names = "--warm-up", paramLabel = "TIME", description = "Before the first run of a target. Default: 3s.")
    private String warmUp = "3s";

    @Option(names = "--repetitions", paramLabel = "N", description = "Runs of each target. Default: 5.")
    private @Nullable String repetitions;

    @Option(names = "--balancer", paramLabel = "JAR", description = "Default: that of this working copy.")
    private @Nullable Path balancer;

    @Option(names = "--app", paramLabel = "JAR", description = "Default: that of this working copy.")
    private @Nullable Path app;

    @Option(
            names = {"--output", "--out"},
            paramLabel = "DIR",
            description = "For the report, result.json, histograms and logs. Default: target/loadtest; with --url no"
                    + " files are written unless it is given.")
    private @Nullable Path out;

    boolean isSingleRun() {
        return single.isGiven();
    }

    /** Returns the plan of a single run. */
    LoadPlan plan() {
        if (!scenarios.isEmpty()) {
            throw new InvalidOptionException("scenario", String.join(" ", scenarios), "not together with --url");
        }
        if (repetitions != null) {
            throw new InvalidOptionException("repetitions", repetitions, "not together with --url");
        }
        return single.plan(connectionCount(), OptionValues.time("duration", duration));
    }

    /** Returns the scenarios chosen, all of them where none was named. */
    List<Scenario> scenarios() {
        single.requireNone();
        List<Scenario> all = StandardScenarios.all(allTargets);
        String names =
                all.stream().map(scenario -> scenario.description().name()).collect(Collectors.joining(", "));
        for (String chosen : scenarios) {
            if (all.stream().noneMatch(scenario -> scenario.description().name().equals(chosen))) {
                throw new InvalidOptionException("scenario", chosen, "one of " + names);
            }
        }
        return all.stream()
                .filter(scenario -> scenarios.isEmpty()
                        || scenarios.contains(scenario.description().name()))
                .toList();
    }

    Session.Load load() {
        return new Session.Load(
                connectionCount(),
                repetitions == null
                        ? DEFAULT_REPETITIONS
                        : (int) OptionValues.number("repetitions", repetitions, 1, MAX_REPETITIONS),
                OptionValues.time("duration", duration),
                warmUp());
    }

    Duration warmUp() {
        return warmUp.equals("0") ? Duration.ZERO : OptionValues.time("warm-up", warmUp);
    }

    private int connectionCount() {
        return (int) OptionValues.number("connections", connections, 1, LoadPlan.MAX_CONNECTIONS);
    }

    /** Checks the choice of the tool, before anything is started. */
    void checkTool() {
        if (tool.equals(TOOL_WRK)) {
            if (Executables.find(TOOL_WRK).isEmpty()) {
                throw new InvalidOptionException("tool", tool, "own; wrk is not installed");
            }
            single.requireWhatWrkDoes();
            requireWholeSeconds("duration", OptionValues.time("duration", duration));
            requireWholeSeconds("warm-up", warmUp());
        } else if (!tool.equals(TOOL_OWN)) {
            throw new InvalidOptionException("tool", tool, "own or wrk");
        }
    }

    private static void requireWholeSeconds(String name, Duration time) {
        if (time.toMillisPart() != 0) {
            throw new InvalidOptionException(name, time.toMillis() + "ms", "whole seconds with --tool=wrk");
        }
    }

    LoadTool startTool() throws IOException {
        return tool.equals(TOOL_WRK)
                ? new Wrk(Executables.find(TOOL_WRK).orElseThrow())
                : OwnGenerator.start(LoadTest.class.getName(), LoadTest.GENERATOR);
    }

    // ---- files

    Path balancerJar() {
        return OptionValues.jar("balancer", balancer, "balancer/target/balancer.jar");
    }

    Path appJar() {
        return OptionValues.jar("app", app, "loadtest/target/app.jar");
    }

    /** Returns the folder that was named, or null. */
    @Nullable
    Path givenOutFolder() {
        return out;
    }

    Path outFolder() {
        return out == null ? Home.find().resolve("target/loadtest") : out;
    }
}
