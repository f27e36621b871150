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
 * Drover's cluster, of workers with one event loop each.
 *
 * @param name for a table
 * @param workers how many
 * @param policy as {@code --policy} takes it; with {@code none} the workers accept by themselves
 */
public record ClusterTarget(String name, int workers, String policy) implements Target {

    @Override
    public RunningTarget start(Workbench bench) throws IOException, InterruptedException {
        int port = bench.freePort();
        ServerProcess primary = launch(bench, port);
        // The first answer says that one worker is ready, and half a cluster isn't what is to be measured.
        bench.awaitAnswer(primary, port, "ready: " + workers + " worker");
        return new RunningTarget(name, port, primary, List.of());
    }

    /** Starts it and returns as soon as any worker answers. */
    public RunningTarget startUntilFirstAnswer(Workbench bench) throws IOException, InterruptedException {
        int port = bench.freePort();
        ServerProcess primary = launch(bench, port);
        bench.awaitAnswer(primary, port);
        return new RunningTarget(name, port, primary, List.of());
    }

    private ServerProcess launch(Workbench bench, int port) throws IOException {
        List<String> command = List.of(
                Executables.java().toString(),
                "-jar",
                bench.balancerJar().toString(),
                "--workers=" + workers,
                "--policy=" + policy,
                // Several clusters run at a time, and the name has to tell them apart.
                "--name=loadtest-" + port,
                "--backend=" + bench.appJar(),
                "--",
                "--host=127.0.0.1",
                "--port=" + port,
                "--threads=1");
        return bench.start(name, command);
    }
}
