/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import io.drover.balancer.Preload;
import io.drover.balancer.Primary;
import io.drover.balancer.UnsupportedSystemException;
import io.drover.balancer.supervisor.ClusterEnd;
import io.drover.core.config.ClusterConfig;
import io.drover.core.config.ConfigException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/** The entry point of balancer.jar. */
public final class Main {
    /** Of Netty's events for flight recordings. Registering them takes long, at the moment the first workers join. */
    private static final String NETTY_EVENTS = "io.netty.jfr.enabled";

    /** Options that have something printed and nothing started. */
    private static final Set<String> ASKING = Set.of("-h", "--help", "-V", "--version");

    private Main() {}

    /**
     * Runs the command and exits with its code: 0 ended as asked, 1 failed at run time, 2 bad usage or configuration.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.setProperty(NETTY_EVENTS, System.getProperty(NETTY_EVENTS, "false"));
        ExitCode code = RemoteCommand.isOne(args) ? told(console -> RemoteCommand.run(console, args)) : runHere(args);
        System.exit(code.number());
    }

    private static ExitCode runHere(String... args) {
        // Before anything is begun: a signal that comes early must not find the JVM's own reaction to it.
        ClusterSignals signals = ClusterSignals.install();
        Thread preload = isQuestion(args) ? null : Preload.begin();
        ExitCode code = told(console -> run(console, signals, args));
        if (preload != null) {
            join(preload);
        }
        return code;
    }

    private static boolean isQuestion(String... args) {
        return Arrays.stream(args).anyMatch(ASKING::contains);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a command line amounts to. */
    private interface Command {
        ExitCode run(Console console) throws IOException;
    }

    /** Runs a command, tells what is wrong in words, and has all of it printed. */
    private static ExitCode told(Command command) {
        Console console = new Console(System.out, System.err);
        try {
            return command.run(console);
        } catch (ConfigException e) {
            e.violations().forEach(violation -> console.print(true, violation.toString()));
            console.print(true, "Nothing was started. --help lists all options.");
            return ExitCode.USAGE;
        } catch (IOException | UnsupportedSystemException e) {
            console.print(true, String.valueOf(e.getMessage()));
            return ExitCode.FAILED;
        } finally {
            console.end();
        }
    }

    private static ExitCode run(Console console, ClusterSignals signals, String... args) throws IOException {
        Arguments arguments = Arguments.parse(args);
        if (arguments.isHelpRequested()) {
            console.print(false, Arguments.help().stripTrailing());
            return ExitCode.OK;
        }
        if (arguments.isVersionRequested()) {
            console.print(false, "drover " + Version.number());
            return ExitCode.OK;
        }
        OrphanReaper.installWhereFirst(console);
        // Before the options are checked: the one that is missed may be among them.
        UnknownVariables.in(System.getenv()).forEach(line -> console.print(true, line));
        return runCluster(console, signals, Configuration.load(arguments, System.getenv()));
    }

    private static ExitCode runCluster(Console console, ClusterSignals signals, ClusterConfig config)
            throws IOException {
        ClusterReport report = new ClusterReport(console);
        Primary primary = Primary.start(config, report, report);
        signals.attach(primary);
        // The primary hardly allocates once it runs, so nothing would ever give back what reading the options took:
        // about a fifth of its resident memory. The workers' JVMs are still starting, nobody waits for this.
        System.gc();
        ClusterEnd end = primary.ended().join();
        if (end.failure() == null) {
            return ExitCode.OK;
        }
        console.print(true, "failed: " + end.failure());
        if (!end.lastLines().isEmpty()) {
            console.print(true, "its last output:");
            end.lastLines().forEach(line -> console.print(true, "    " + line));
        }
        return ExitCode.FAILED;
    }
}
