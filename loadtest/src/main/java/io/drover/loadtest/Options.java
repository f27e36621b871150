/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import io.drover.loadtest.generator.LoadPlan;
import io.drover.loadtest.process.Executables;
import io.drover.loadtest.process.Pinning;
import io.drover.loadtest.scenario.Budget;
import io.drover.loadtest.scenario.RelayScenarios;
import io.drover.loadtest.scenario.Scenario;
import io.drover.loadtest.scenario.Session;
import io.drover.loadtest.tool.LoadTool;
import io.drover.loadtest.tool.OwnGenerator;
import io.drover.loadtest.tool.Wrk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options, as given, and what they amount to. */
final class Options {
    private static final String TOOL_OWN = "own";
    private static final String TOOL_WRK = "wrk";
    private static final long MAX_REPETITIONS = 1_000;
    private static final int FEW_REPETITIONS = 3;
    private static final int MANY_REPETITIONS = 5;
    private static final int FEWEST_WORKERS = 2;
    private static final int MAX_WORKERS = 64;
    private static final Duration LONG_RUN = Duration.ofSeconds(3);
    private static final Duration LONG_WARM_UP = Duration.ofSeconds(3);
    private static final Duration SHORT_WARM_UP = Duration.ofMillis(1_500);
    private static final String PIN_AUTO = "auto";

    /** Of five minutes, some are for what takes longer than estimated. */
    private static final double BUDGET_SECONDS = 260;

    @Mixin
    private UrlOptions single = new UrlOptions();

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "Only this part of the comparison; may be repeated. One of keep-alive, per-request, policies,"
                    + " cpu-heavy, json, blocking, start, events; with --full also cpu, cpu-heavy-per-request,"
                    + " json-per-request, blocking-per-request; and, only where it is named, relay: that is"
                    + " relay-keep-alive, relay-many, relay-per-request, relay-1m, relay-100m, relay-latency and"
                    + " relay-idle.")
    private List<String> scenarios = List.of();

    @Option(
            names = "--full",
            description = "All scenarios with all targets, nginx, a single Node and a cluster of one as well, five"
                    + " repetitions of 3 s: about half an hour. Default: what fits into five minutes.")
    private boolean full;

    @Option(names = "--tool", paramLabel = "own|wrk", description = "What makes the load. Default: own.")
    private String tool = TOOL_OWN;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Workers of each cluster, event loops of the large process, threads of each proxy. Default:"
                    + " as many as the servers have cores, at least 2.")
    private @Nullable String workersGiven;

    @Option(
            names = "--pin",
            paramLabel = "auto|on|off",
            description = "Whether the generator has the last core for itself and the servers the others. auto: with 4"
                    + " cores or more. Default: auto.")
    private String pin = PIN_AUTO;

    @Option(names = "--connections", paramLabel = "N", description = "Connections at a time. Default: 30.")
    private String connections = "30";

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "Of each run: 3s, 500ms, 1m. Default: 3s with --url and --full, else what there is time for.")
    private @Nullable String duration;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            description = "Before the first run: of each JVM of a target. Default: 1500ms; with --url and --full 3s.")
    private @Nullable String warmUp;

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            description = "Runs of each target, in turn. Default: 3; with --full 5.")
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
        if (full) {
            throw new InvalidOptionException("full", "given", "not together with --url");
        }
        return single.plan(connectionCount(), durationOr(LONG_RUN));
    }

    /** Returns the scenarios chosen, all of them where none was named. */
    List<Scenario> scenarios() {
        single.requireNone();
        List<Scenario> chosen =
                ScenarioChoice.of(full, workerCount(), pinning().serverCores()).named(scenarios);
        if (tool.equals(TOOL_WRK) && ScenarioChoice.hasConstantRate(chosen)) {
            throw new InvalidOptionException("tool", tool, "own with --scenario=" + RelayScenarios.LATENCY);
        }
        return chosen;
    }

    /** Returns the load: where no duration was given, runs are as long as there is time for. */
    Session.Load load(List<Scenario> chosen) {
        Session.Load load = new Session.Load(
                connectionCount(),
                repetitions == null
                        ? (full ? MANY_REPETITIONS : FEW_REPETITIONS)
                        : (int) OptionValues.number("repetitions", repetitions, 1, MAX_REPETITIONS),
                durationOr(LONG_RUN),
                warmUp());
        if (full || duration != null) {
            return load;
        }
        Session.Load fitting = new Budget(BUDGET_SECONDS).fit(load, chosen);
        return tool.equals(TOOL_WRK)
                ? fitting.lasting(
                        Duration.ofSeconds(Math.max(1, fitting.duration().toSeconds())))
                : fitting;
    }

    private Duration durationOr(Duration absent) {
        return duration == null ? absent : OptionValues.time("duration", duration);
    }

    Duration warmUp() {
        if (warmUp == null) {
            return full || isSingleRun() || tool.equals(TOOL_WRK) ? LONG_WARM_UP : SHORT_WARM_UP;
        }
        return warmUp.equals("0") ? Duration.ZERO : OptionValues.time("warm-up", warmUp);
    }

    private int workerCount() {
        return workersGiven == null
                ? Math.max(FEWEST_WORKERS, pinning().serverCores())
                : (int) OptionValues.number("workers", workersGiven, 1, MAX_WORKERS);
    }

    /** Returns where processes may run. */
    Pinning pinning() {
        int cores = Runtime.getRuntime().availableProcessors();
        return switch (pin) {
            case PIN_AUTO ->
                cores >= Pinning.FEWEST_CORES && Pinning.isPossible() ? Pinning.apart(cores) : Pinning.none();
            case "off" -> Pinning.none();
            case "on" -> {
                if (cores < 2 || !Pinning.isPossible()) {
                    throw new InvalidOptionException("pin", pin, "two cores and taskset for on; or off");
                }
                yield Pinning.apart(cores);
            }
            default -> throw new InvalidOptionException("pin", pin, "auto, on or off");
        };
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
            requireWholeSeconds("duration", durationOr(LONG_RUN));
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
                ? new Wrk(Executables.find(TOOL_WRK).orElseThrow(), pinning())
                : OwnGenerator.start(pinning(), LoadTest.class.getName(), LoadTest.GENERATOR);
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
