/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.core.config.ClusterConfig;
import io.drover.core.control.WorkerEnvironment;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * Starts workers that run any program: it listens on the port that its environment names, and knows nothing else of the
 * cluster.
 */
final class CommandLauncher implements WorkerProcesses {
    private static final String PORT = "PORT";
    private static final String USUAL_PATH = "/usr/bin:/bin";

    private final ClusterConfig config;
    private final String line;
    private final CommandLine commandLine = CommandLine.detect(System.getenv().getOrDefault("PATH", USUAL_PATH));
    private final LoopbackPorts ports = new LoopbackPorts();

    /**
     * Makes a launcher.
     *
     * @param line the program and its arguments, as a shell reads them
     */
    CommandLauncher(ClusterConfig config, String line) {
        this.config = config;
        this.line = line;
    }

    @Override
    public Started start(WorkerEnvironment environment, boolean slotIsTaken) throws IOException {
        int port = ports.free();
        ProcessBuilder builder = new ProcessBuilder(
                commandLine.of(line, config.jvm().appArguments(), config.life().drainTimeout()));
        Map<String, String> variables = builder.environment();
        variables.putAll(config.jvm().environment());
        variables.put(PORT, Integer.toString(port));
        variables.putAll(environment.publicVariables());
        return new Started(new CommandProcess(builder.start(), commandLine.makesSession()), port, null);
    }

    @Override
    public void retainGenerations(Set<Integer> generations) {
        // The program is not copied: it may be a whole tree of files.
    }
}
