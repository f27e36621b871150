/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.image.AppImage;
import io.drover.balancer.image.ClassDataArchives;
import io.drover.core.config.AgentMode;
import io.drover.core.config.ClusterConfig;
import io.drover.core.config.MachineResources;
import io.drover.core.config.WorkerMemory;
import io.drover.core.control.WorkerEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Builds a worker's command line and starts it. */
final class WorkerLauncher implements WorkerProcesses {
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
    private final PreparedApps apps;
    private final @Nullable AgentJars agent;
    private final int javaFeature;
    private final ClassDataArchives classData;
    private final JvmThreads threads;
    private final List<String> flightArguments;

    /**
     * Makes a launcher.
     *
     * @param config how worker JVMs are started
     * @param apps what workers run
     * @param agent to be put into them, or null for none
     * @param flights where their flight recordings may be for a moment
     */
    WorkerLauncher(ClusterConfig config, PreparedApps apps, @Nullable AgentJars agent, Path flights) {
        this.config = config;
        this.apps = apps;
        this.agent = agent;
        this.javaFeature = JavaVersion.featureOf(config.jvm().java());
        this.classData = new ClassDataArchives(config, javaFeature, ownOptions(config, javaFeature));
        this.flightArguments = config.jvm().flightRecording()
                ? FlightRecording.arguments(config.jvm().arguments(), flights)
                : List.of();
        this.threads = new JvmThreads(MachineResources.detect().cores(), config.workers());
    }

    /** Returns what to run, but for the agent and the debugger. */
    static List<String> command(ClusterConfig config, Path jar, int javaFeature, List<String> more) {
        List<String> command = new ArrayList<>(IGNORING_TERMINAL_SIGNALS);
        command.add(config.jvm().java().toString());
        command.addAll(ownOptions(config, javaFeature));
        command.addAll(more);
        command.addAll(config.jvm().arguments());
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(config.jvm().appArguments());
        return command;
    }

    private static List<String> ownOptions(ClusterConfig config, int javaFeature) {
        List<String> options = new ArrayList<>();
        if (!WorkerMemory.isHeapSet(config.jvm().arguments())) {
            double percent = Math.min(DEFAULT_HEAP_PERCENT, HEAP_PART / config.workers());
            options.add(String.format(Locale.ROOT, "-XX:MaxRAMPercentage=%.2f", percent));
        }
        if (javaFeature >= FIRST_WITH_WARNINGS) {
            // JEP 472 and JEP 498: a server that uses Netty would print warnings that its operator can do nothing
            // about.
            options.add("--enable-native-access=ALL-UNNAMED");
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        return options;
    }

    private @Nullable AgentJars agentFor(BackendContents contents) {
        boolean joinsByItself = config.jvm().agent() == AgentMode.AUTO && contents.runtime();
        return joinsByItself ? null : agent;
    }

    private List<String> debugArguments(int slot, boolean slotIsTaken) {
        if (config.jvm().debugPort() == 0) {
            return List.of();
        }
        int port = config.jvm().debugPort() + slot + (slotIsTaken ? config.workers() : 0);
        return List.of("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + port);
    }

    @Override
    public Started start(WorkerEnvironment environment, boolean slotIsTaken) throws IOException {
        PreparedApps.App app = apps.of(environment.generation());
        AppImage image = app.image();
        AgentJars with = agentFor(app.contents());
        ClassDataArchives.Plan plan = classData.plan(image, with != null);
        List<String> more = new ArrayList<>(plan.arguments());
        more.addAll(flightArguments);
        more.addAll(threads.arguments(config.jvm().arguments()));
        more.addAll(debugArguments(environment.slot(), slotIsTaken));
        ProcessBuilder builder = new ProcessBuilder();
        builder.environment().putAll(config.jvm().environment());
        builder.environment().putAll(environment.variables());
        if (with != null) {
            AgentOption option =
                    AgentOption.of(config.jvm().arguments(), builder.environment(), plan.recording() != null);
            more.add(0, with.argument(option, app.contents()));
        }
        builder.command(command(config, image.jar(), javaFeature, more));
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        return new Started(WorkerProcess.of(builder.start()), 0, plan.recording());
    }

    @Override
    public void retainGenerations(Set<Integer> generations) {
        apps.retain(generations);
    }

    @Override
    public boolean prepare(int generation, Runnable done) {
        return apps.prepare(generation, done);
    }

    @Override
    public CompletableFuture<Void> close() {
        return apps.close();
    }
}
