/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.balancer.image.AppImages;
import io.drover.balancer.image.ClassDataRecording;
import io.drover.core.config.AgentMode;
import io.drover.core.config.Backend;
import io.drover.core.config.ClusterConfig;
import io.drover.core.control.WorkerEnvironment;
import io.drover.core.rundir.RunDirectory;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Starts workers' processes, whatever they run. */
interface WorkerProcesses {

    /**
     * A worker's process.
     *
     * @param process just started
     * @param port on which it is to listen, on the loopback address; 0 for one that joins and asks for its ports
     * @param classData what is to be recorded of it when it is ready, or null
     */
    record Started(
            WorkerProcess process, int port, @Nullable ClassDataRecording classData) {}

    /**
     * Starts a worker's process.
     *
     * @param environment who it is
     * @param slotIsTaken whether another worker has the slot, and its debug port, still
     * @throws IOException when the system can't, or there is nothing it could run
     */
    Started start(WorkerEnvironment environment, boolean slotIsTaken) throws IOException;

    /**
     * Tells whether workers of a generation can be started, and has it prepared where they can't yet.
     *
     * @param done told on another thread when they can, where this was the first to ask
     */
    default boolean prepare(int generation, Runnable done) {
        return true;
    }

    /** No worker is started any more; done when nothing is left to do. */
    default CompletableFuture<Void> close() {
        return CompletableFuture.completedFuture(null);
    }

    /** Gives up what the workers of all other generations have run. */
    void retainGenerations(Set<Integer> generations);

    /**
     * Returns those of a backend.
     *
     * @param thread for what takes long; shut down by {@link #close}
     */
    static WorkerProcesses of(ClusterConfig config, RunDirectory runDirectory, ExecutorService thread)
            throws IOException {
        if (config.backend() instanceof Backend.Jar jar) {
            boolean withAgent = config.jvm().agent() != AgentMode.OFF;
            PreparedApps apps = new PreparedApps(new AppImages(config, jar.path(), runDirectory), thread);
            return new WorkerLauncher(
                    config, apps, withAgent ? AgentJars.install(runDirectory) : null, runDirectory.flights());
        }
        return config.backend() instanceof Backend.Command command
                ? new CommandLauncher(config, command.line())
                : new NoProcesses();
    }
}
