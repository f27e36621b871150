/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

import io.drover.loadtest.process.Executables;
import io.drover.loadtest.process.ServerProcess;
import java.io.IOException;
import java.util.List;

/**
 * The sample application as one process, without any balancer.
 *
 * @param name for a table
 * @param eventLoops how many it has
 */
public record ProcessTarget(String name, int eventLoops) implements Target {

    @Override
    public RunningTarget start(Workbench bench) throws IOException, InterruptedException {
        int port = bench.freePort();
        ServerProcess process = launch(bench, name, port, eventLoops);
        bench.awaitAnswer(process, port);
        return new RunningTarget(name, port, process, List.of());
    }

    static ServerProcess launch(Workbench bench, String name, int port, int eventLoops) throws IOException {
        List<String> command = List.of(
                Executables.java().toString(),
                "-jar",
                bench.appJar().toString(),
                "--host=127.0.0.1",
                "--port=" + port,
                "--threads=" + eventLoops);
        return bench.start(name, command);
    }
}
