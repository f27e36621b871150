/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

import io.drover.loadtest.process.Executables;
import io.drover.loadtest.process.ServerProcess;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Node with the same plaintext page: its cluster module, or a single process.
 *
 * @param name for a table
 * @param workers how many; one is a process without a cluster
 */
public record NodeTarget(String name, int workers) implements Target {
    private static final String NODE = "node";

    @Override
    public Optional<String> missingProgram() {
        return Executables.find(NODE).isPresent() ? Optional.empty() : Optional.of(NODE);
    }

    @Override
    public RunningTarget start(Workbench bench) throws IOException, InterruptedException {
        int port = bench.freePort();
        List<String> command = List.of(
                Executables.find(NODE).orElseThrow().toString(),
                bench.writeResource("server.js").toString(),
                String.valueOf(port),
                String.valueOf(workers));
        ServerProcess process = bench.start(name, command);
        bench.awaitAnswer(process, port, "ready: " + workers + " workers");
        return new RunningTarget(name, port, process, List.of());
    }
}
