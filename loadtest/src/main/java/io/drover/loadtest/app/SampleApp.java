/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import static java.util.Objects.requireNonNull;

import io.drover.worker.WorkerListener;
import io.drover.worker.WorkerRuntime;
import io.drover.worker.http.HttpWorker;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of {@code app.jar}. Started by a primary it is one of its workers, started by hand a server of its
 * own.
 */
@Command(name = "app.jar", sortOptions = false, description = "A small HTTP server to put behind a balancer.")
public final class SampleApp implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int CRASHED = 1;
    private static final NumberRange THREADS = new NumberRange(1, 1024);

    @Mixin
    private ListenOptions listen = new ListenOptions();

    @Option(names = "--threads", paramLabel = "N", description = "Event loops. Default: 1, since there are workers.")
    private String threads = "1";

    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(names = "--help", usageHelp = true, description = "Says this.")
    private boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    private final Map<String, String> environment;

    private SampleApp(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    /** Returns the command, which serves until the worker has drained. */
    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new SampleApp(environment)).setParameterExceptionHandler(SampleApp::onBadUsage);
    }

    @Override
    public Integer call() throws InterruptedException {
        SocketAddress address = checked(() -> listen.address(environment));
        int threadCount = checked(() -> (int) THREADS.parse("threads", threads));
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
            command().getOut().println("listening on " + written(listener.localAddress()) + ", pid " + identity.pid());
        } catch (IOException e) {
            command().getErr().println("listen: " + e.getMessage());
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
            throw new ParameterException(command(), String.valueOf(e.getMessage()), e);
        }
    }

    private CommandLine command() {
        return requireNonNull(spec).commandLine();
    }

    private static int onBadUsage(ParameterException error, String[] arguments) {
        error.getCommandLine().getErr().println(error.getMessage());
        return CommandLine.ExitCode.USAGE;
    }
}
