/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest;

import static java.util.Objects.requireNonNull;

import io.drover.loadtest.generator.GeneratorLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of {@code loadtest.jar}, which {@code loadtest.sh} runs. */
@Command(
        name = "loadtest.sh",
        sortOptions = false,
        description = "Compares Drover's cluster with the alternatives on this machine, or loads one URL.",
        subcommands = ChaosCommand.class,
        footer = {
            "",
            "Exit codes: 0 all of it ran and no request failed, 1 something did not, 2 bad usage.",
            "Examples:",
            "  ./loadtest.sh",
            "  ./loadtest.sh chaos --help",
            "  ./loadtest.sh --scenario=keep-alive --tool=wrk",
            "  ./loadtest.sh --url=http://127.0.0.1:8080/ --connections=30 --duration=5s --close",
            "  ./loadtest.sh --url=http://127.0.0.1:8080/ --rate=5000 --duration=30s --output=target/run"
        })
public final class LoadTest implements Callable<Integer> {
    /** The argument that makes it the generator's process, which takes its orders from standard input. */
    static final String GENERATOR = "generator";

    private static final int FAILED = 1;

    @Mixin
    private Options options = new Options();

    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(names = "--help", usageHelp = true, description = "Says this.")
    private boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    private LoadTest() {}

    /**
     * Runs the command and exits with its code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 1 && arguments[0].equals(GENERATOR)) {
            GeneratorLoop.serve(
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), System.out);
            return;
        }
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new LoadTest())
                .setParameterExceptionHandler(LoadTest::onBadUsage)
                .setExecutionExceptionHandler(LoadTest::onFailure);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandLine command = requireNonNull(spec).commandLine();
        boolean clean = options.isSingleRun()
                ? new SingleRun(options, command.getOut(), command.getErr()).run()
                : new Comparison(options, command.getOut(), command.getErr()).run();
        return clean ? CommandLine.ExitCode.OK : FAILED;
    }

    private static int onBadUsage(ParameterException error, String[] arguments) {
        PrintWriter err = error.getCommandLine().getErr();
        err.println(error instanceof UnmatchedArgumentException unmatched ? unmatched(unmatched) : error.getMessage());
        err.println("Nothing was started. --help lists all options.");
        return CommandLine.ExitCode.USAGE;
    }

    private static String unmatched(UnmatchedArgumentException error) {
        List<String> similar = error.getSuggestions();
        return "option: " + String.join(" ", error.getUnmatched()) + " (expected: one that --help lists"
                + (similar.isEmpty() ? ")" : "; did you mean " + String.join(" or ", similar) + "?)");
    }

    private static int onFailure(Exception error, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println(error.getMessage());
        return error instanceof InvalidOptionException ? CommandLine.ExitCode.USAGE : FAILED;
    }
}
