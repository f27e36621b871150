/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import io.drover.loadtest.chaos.ChaosScenario;
import io.drover.loadtest.chaos.ChaosScenarios;
import io.drover.loadtest.chaos.ChaosSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@link ChaosCommand}, as given, and what they amount to. */
final class ChaosOptions {
    private static final List<String> SAMPLE_APP_ARGUMENTS =
            List.of("--host=127.0.0.1", "--port={port}", "--threads=1");
    private static final long MAX_SEED = 1_000_000;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "Only this; may be repeated. One of kill, stop, reload, bad-reload, all-stopped, descriptors,"
                    + " and soak, which runs only where it is named.")
    private List<String> scenarios = List.of();

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "How long the soak lasts (default: 10m), and how long stop stops a worker (default: 5s).")
    private @Nullable String duration;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How many workers kill kills (default: 20), how often reload reloads (default: 10).")
    private @Nullable String rounds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "New connections a second while workers are killed, as far as the machine can. Default: 5000.")
    private String rate = "5000";

    @Option(names = "--seed", paramLabel = "N", description = "Of the soak's choices. Default: any; it is printed.")
    private @Nullable String seed;

    @Option(names = "--path", paramLabel = "PATH", description = "The page to ask for. Default: /plaintext.")
    private String path = "/plaintext";

    @Option(
            names = "--app-arg",
            paramLabel = "ARG",
            description = "An argument for the application of --app, {port} in it stands for the port; may be repeated."
                    + " Default: those of the sample application.")
    private List<String> appArguments = SAMPLE_APP_ARGUMENTS;

    @Option(names = "--balancer", paramLabel = "JAR", description = "Default: that of this working copy.")
    private @Nullable Path balancer;

    @Option(names = "--app", paramLabel = "JAR", description = "Default: that of this working copy.")
    private @Nullable Path app;

    @Option(
            names = {"--output", "--out"},
            paramLabel = "DIR",
            description = "For chaos.json and logs. Default: target/loadtest.")
    private @Nullable Path out;

    /** Returns the scenarios chosen, the standard ones where none was named. */
    List<ChaosScenario> scenarios() {
        List<ChaosScenario> all = Stream.concat(ChaosScenarios.standard().stream(), ChaosScenarios.onRequest().stream())
                .toList();
        String names = all.stream().map(ChaosScenario::name).collect(Collectors.joining(", "));
        for (String chosen : scenarios) {
            if (all.stream().noneMatch(scenario -> scenario.name().equals(chosen))) {
                throw new InvalidOptionException("scenario", chosen, "one of " + names);
            }
        }
        return scenarios.isEmpty()
                ? ChaosScenarios.standard()
                : all.stream()
                        .filter(scenario -> scenarios.contains(scenario.name()))
                        .toList();
    }

    ChaosSession.Settings settings() {
        Duration given = duration == null ? null : OptionValues.time("duration", duration);
        int howMany = rounds == null ? 0 : (int) OptionValues.number("rounds", rounds, 1, 1_000);
        int perSecond = (int) OptionValues.number("rate", rate, 1, 100_000);
        long chosenSeed = seed == null
                ? ThreadLocalRandom.current().nextLong(MAX_SEED)
                : OptionValues.number("seed", seed, 0, Long.MAX_VALUE);
        if (!path.startsWith("/")) {
            throw new InvalidOptionException("path", path, "one that begins with /");
        }
        return new ChaosSession.Settings(given, howMany, perSecond, chosenSeed, path, appArguments);
    }

    Path balancerJar() {
        return OptionValues.jar("balancer", balancer, "balancer/target/balancer.jar");
    }

    Path appJar() {
        return OptionValues.jar("app", app, "loadtest/target/app.jar");
    }

    Path outFolder() {
        return out == null ? Home.find().resolve("target/loadtest") : out;
    }
}
