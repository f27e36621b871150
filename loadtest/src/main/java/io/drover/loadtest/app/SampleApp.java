/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import io.drover.worker.WorkerListener;
import io.drover.worker.WorkerRuntime;
import io.drover.worker.http.HttpWorker;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line of {@code app.jar}. Started by a primary it is one of its workers, started by hand a server of its
 * own.
 */
public final class SampleApp {
    private static final int FAILED = 1;
    private static final int CRASHED = 1;
    private static final NumberRange THREADS = new NumberRange(1, 1024);

    private static final String THREADS_OPTION = "--threads";

    /** See {@link #main}. */
    private static final String NETTY_EVENTS = "io.netty.jfr.enabled";

    private final CommandLine command;
    private final ParseResult given;
    private final Map<String, String> environment;

    private SampleApp(CommandLine command, ParseResult given, Map<String, String> environment) {
        this.command = command;
        this.given = given;
        this.environment = environment;
    }

    /**
     * Serves. Netty's events for flight recordings are off unless somebody has them on: registering them takes a seventh
     * of the start.
     */
    public static void main(String[] arguments) {
        System.setProperty(NETTY_EVENTS, System.getProperty(NETTY_EVENTS, "false"));
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    /** Returns the command, which serves until the worker has drained. */
    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine command = new CommandLine(spec()).setParameterExceptionHandler(SampleApp::onBadUsage);
        return command.setExecutionStrategy(given -> run(new SampleApp(command, given, environment)));
    }

    /** Without annotations, which take as long again to be read as all options to be parsed. */
    private static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("app.jar");
        spec.usageMessage().sortOptions(false).description("A small HTTP server to put behind a balancer.");
        ListenOptions.addTo(spec);
        return spec.addOption(OptionSpec.builder(THREADS_OPTION)
                        .type(String.class)
                        .paramLabel("N")
                        .description("Event loops. Default: 1, since there are workers.")
                        .build())
                .addOption(OptionSpec.builder("--help")
                        .usageHelp(true)
                        .description("Says this.")
                        .build());
    }

    private static int run(SampleApp app) {
        Integer helped = CommandLine.executeHelpRequest(app.given);
        try {
            return helped == null ? app.call() : helped;
        } catch (InterruptedException e) {
            throw new ExecutionException(app.command, "interrupted", e);
        }
    }

    private int call() throws InterruptedException {
        SocketAddress address = checked(() -> new ListenOptions(given).address(environment));
        int threadCount = checked(() -> (int) THREADS.parse("threads", given.matchedOptionValue(THREADS_OPTION, "1")));
        try (WorkerRuntime runtime =
                WorkerRuntime.builder().eventLoops(threadCount).join()) {
            return serve(runtime, address);
        }
    }

    private int serve(WorkerRuntime runtime, SocketAddress address) throws InterruptedException {
        WorkerIdentity identity = WorkerIdentity.of(runtime);
        Routes routes = new Routes(identity, () -> Runtime.getRuntime().halt(CRASHED));
        try {
            WorkerListener listener = runtime.listen(address, new HttpPipeline(routes, HttpWorker.of(runtime)));
            runtime.ready();
            command.getOut().println("listening on " + written(listener.localAddress()) + ", pid " + identity.pid());
        } catch (IOException e) {
            command.getErr().println("listen: " + e.getMessage());
            return FAILED;
        }
        runtime.awaitTermination();
        return CommandLine.ExitCode.OK;
    }

    private static String written(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? NetUtil.toSocketAddressString(inet) : address.toString();
    }

    private <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (InvalidValueException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()), e);
        }
    }

    private static int onBadUsage(ParameterException error, String[] arguments) {
        error.getCommandLine().getErr().println(error.getMessage());
        return CommandLine.ExitCode.USAGE;
    }
}
