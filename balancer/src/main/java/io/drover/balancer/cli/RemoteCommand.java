/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.core.config.ConfigException;
import io.drover.core.config.Violation;
import io.drover.core.rundir.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command to a cluster that runs already: {@code balancer.jar status}, {@code reload}, and so on. */
final class RemoteCommand {
    /** Each with what it takes and what it does. */
    private static final Map<String, List<String>> COMMANDS = Map.of(
            "status", List.of("", "Shows the workers."),
            "reload", List.of("", "Replaces all workers, one at a time, and waits for the end of that."),
            "scale", List.of("N", "Has N workers from now on."),
            "drain", List.of("SLOT", "Ends the worker of a slot when its connections are done; another follows it."),
            "stop", List.of("", "Ends the cluster when its connections are done, and waits for that."),
            "logs", List.of("", "Shows what the workers have printed last; -f goes on."),
            "top", List.of("", "Shows the workers again every second, until Ctrl-C."),
            "events", List.of("", "Shows what happens in the cluster, until Ctrl-C."));

    /** Whose answer is whole when the cluster ends. */
    private static final Set<String> ENDING_WITH_THE_CLUSTER = Set.of("stop", "events", "logs", "top");

    private static final String NAME_VARIABLE = "DROVER_NAME";
    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

    private final Console console;
    private final String command;
    private final CommandLine.ParseResult parsed;
    private final Path control;

    private RemoteCommand(Console console, String command, CommandLine.ParseResult parsed, Path control) {
        this.console = console;
        this.command = command;
        this.parsed = parsed;
        this.control = control;
    }

    static boolean isOne(String... args) {
        return args.length > 0 && COMMANDS.containsKey(args[0]);
    }

    /**
     * Runs it.
     *
     * @throws ConfigException when the command line is wrong
     * @throws IOException when no such cluster runs, or it can't be reached
     */
    static ExitCode run(Console console, String... args) throws IOException {
        String command = args[0];
        CommandLine commandLine = new CommandLine(spec(command));
        CommandLine.ParseResult parsed;
        try {
            parsed = commandLine.parseArgs(Arrays.copyOfRange(args, 1, args.length));
        } catch (CommandLine.ParameterException e) {
            throw new ConfigException(new Violation(command, String.join(" ", args), String.valueOf(e.getMessage())));
        }
        if (parsed.isUsageHelpRequested()) {
            console.print(false, commandLine.getUsageMessage().stripTrailing());
            return ExitCode.OK;
        }
        requireNumber(command, parsed);
        String name = parsed.matchedOptionValue("--name", System.getenv(NAME_VARIABLE));
        return new RemoteCommand(console, command, parsed, controlSocket(name)).run();
    }

    /** All that a command takes is a number. */
    private static void requireNumber(String command, CommandLine.ParseResult parsed) {
        parsed.matchedPositionals().stream()
                .flatMap(position -> position.originalStringValues().stream())
                .filter(value -> !value.matches("[0-9]{1,6}"))
                .findFirst()
                .ifPresent(value -> {
                    throw new ConfigException(new Violation(command, value, "a number"));
                });
    }

    private static CommandSpec spec(String command) {
        List<String> about = COMMANDS.getOrDefault(command, List.of("", ""));
        CommandSpec spec = CommandSpec.create().name("java -jar balancer.jar " + command);
        spec.usageMessage().description(about.get(1)).sortOptions(false);
        if (!about.get(0).isEmpty()) {
            spec.addPositional(PositionalParamSpec.builder()
                    .paramLabel(about.get(0))
                    .type(String.class)
                    .arity("1")
                    .index("0")
                    .required(true)
                    .build());
        }
        spec.addOption(OptionSpec.builder("--name")
                .paramLabel("NAME")
                .type(String.class)
                .arity("1")
                .description("Of the cluster. Default: the only one that runs.")
                .build());
        if (command.equals("status")) {
            spec.addOption(flag("--json", "For programs."));
        }
        if (command.equals("logs")) {
            spec.addOption(flag("-f", "Goes on with what they print."));
        }
        return spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this and exits.")
                .build());
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    private static Path controlSocket(@Nullable String name) throws IOException {
        List<String> running = RunDirectory.running();
        if (running.isEmpty()) {
            throw new IOException("no cluster is running");
        }
        if (name == null && running.size() > 1) {
            throw new ConfigException(new Violation("name", "not given", "one of " + String.join(", ", running)));
        }
        String wanted = name == null ? running.get(0) : name;
        if (!running.contains(wanted)) {
            throw new IOException("name: " + wanted + " (expected: one that runs, " + String.join(", ", running) + ")");
        }
        return RunDirectory.controlSocketOf(wanted);
    }

    private ExitCode run() throws IOException {
        return switch (command) {
            case "status" -> status();
            case "top" -> top();
            default -> stream();
        };
    }

    private ExitCode status() throws IOException {
        StringBuilder json = new StringBuilder();
        ExitCode code = end(OperatorClient.give(control, List.of("status"), json::append));
        if (code == ExitCode.OK) {
            boolean forPrograms = parsed.matchedOptionValue("--json", false);
            console.print(
                    false,
                    forPrograms ? json.toString() : StatusTable.of(new ObjectMapper().readTree(json.toString())));
        }
        return code;
    }

    private ExitCode top() throws IOException {
        while (true) {
            StringBuilder json = new StringBuilder();
            ExitCode code = end(OperatorClient.give(control, List.of("status"), json::append));
            if (code != ExitCode.OK) {
                return code;
            }
            console.print(false, CLEAR_SCREEN + StatusTable.of(new ObjectMapper().readTree(json.toString())));
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                return ExitCode.OK;
            }
        }
    }

    private ExitCode stream() throws IOException {
        List<String> words = new ArrayList<>(List.of(command));
        parsed.matchedPositionals().forEach(position -> words.addAll(position.originalStringValues()));
        if (command.equals("logs") && parsed.matchedOptionValue("-f", false)) {
            words.add("-f");
        }
        return end(OperatorClient.give(control, words, text -> console.print(false, text.stripTrailing())));
    }

    private ExitCode end(OperatorClient.End end) {
        if (end instanceof OperatorClient.End.Said said) {
            if (said.failure().isEmpty()) {
                return ExitCode.OK;
            }
            console.print(true, command + " failed: " + said.failure());
            return ExitCode.FAILED;
        }
        if (ENDING_WITH_THE_CLUSTER.contains(command)) {
            return ExitCode.OK;
        }
        console.print(true, "the cluster has ended");
        return ExitCode.FAILED;
    }
}
