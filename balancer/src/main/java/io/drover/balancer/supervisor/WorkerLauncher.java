/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.core.config.AgentMode;
import io.drover.core.config.ClusterConfig;
import io.drover.core.config.WorkerMemory;
import io.drover.core.control.WorkerEnvironment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Builds a worker's command line and starts it. */
final class WorkerLauncher {
    /**
     * A terminal sends Ctrl-C to the whole process group, and a closed one SIGHUP. The primary decides what that means
     * for the workers, so they start with both ignored, which the JVM respects (it leaves ignored shutdown signals
     * alone) and which survives exec. The shell replaces itself: the pid is the JVM's.
     */
    private static final List<String> IGNORING_TERMINAL_SIGNALS =
            List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\"");

    /** With this part of the memory as heap, all workers together leave room for what a JVM needs beside. */
    private static final double HEAP_PART = 70;

    /** What a JVM takes by itself when nobody says anything. */
    private static final double DEFAULT_HEAP_PERCENT = 25;

    private static final int FIRST_WITH_WARNINGS = 24;

    private final ClusterConfig config;
    private final @Nullable AgentJars agent;
    private final int javaFeature;

    /**
     * Makes a launcher.
     *
     * @param config how worker JVMs are started
     * @param agent to be put into them, or null for none
     */
    WorkerLauncher(ClusterConfig config, @Nullable AgentJars agent) {
        this.config = config;
        this.agent = agent;
        this.javaFeature = JavaVersion.featureOf(config.jvm().java());
    }

    /** Returns what to run, but for the agent and the debugger. */
    static List<String> command(ClusterConfig config, int javaFeature, List<String> more) {
        List<String> command = new ArrayList<>(IGNORING_TERMINAL_SIGNALS);
        command.add(config.jvm().java().toString());
        if (!WorkerMemory.isHeapSet(config.jvm().arguments())) {
            double percent = Math.min(DEFAULT_HEAP_PERCENT, HEAP_PART / config.workers());
            command.add(String.format(Locale.ROOT, "-XX:MaxRAMPercentage=%.2f", percent));
        }
        if (javaFeature >= FIRST_WITH_WARNINGS) {
            // JEP 472 and JEP 498: a server that uses Netty would print warnings that its operator can do nothing
            // about.
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(more);
        command.addAll(config.jvm().arguments());
        command.add("-jar");
        command.add(config.backend().toString());
        command.addAll(config.jvm().appArguments());
        return command;
    }

    /** Looks into the jar each time: it may be another one by now. */
    private List<String> agentArguments() {
        if (agent == null) {
            return List.of();
        }
        BackendContents contents = BackendContents.of(config.backend());
        boolean joinsByItself = config.jvm().agent() == AgentMode.AUTO && contents.runtime();
        return joinsByItself ? List.of() : List.of(agent.argument(contents));
    }

    private List<String> debugArguments(int slot, boolean slotIsTaken) {
        if (config.jvm().debugPort() == 0) {
            return List.of();
        }
        int port = config.jvm().debugPort() + slot + (slotIsTaken ? config.workers() : 0);
        return List.of("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + port);
    }

    /**
     * Starts a worker's process.
     *
     * @param slotIsTaken whether another worker has the slot, and its debug port, still
     * @throws IOException when the system can't
     */
    Process start(WorkerEnvironment environment, boolean slotIsTaken) throws IOException {
        List<String> more = new ArrayList<>(agentArguments());
        more.addAll(debugArguments(environment.slot(), slotIsTaken));
        ProcessBuilder builder = new ProcessBuilder(command(config, javaFeature, more));
        builder.environment().putAll(config.jvm().environment());
        builder.environment().putAll(environment.variables());
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        return builder.start();
    }
}
