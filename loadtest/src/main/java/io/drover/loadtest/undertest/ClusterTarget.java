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
 * @param jvms how many workers
 * @param policy as {@code --policy} takes it; with {@code none} the workers accept by themselves
 * @param forward as {@code --forward} takes it
 */
public record ClusterTarget(String name, int jvms, String policy, String forward) implements Target {
    private static final int BAD_USAGE = 2;

    @Override
    public RunningTarget start(Workbench bench) throws IOException, InterruptedException {
        int port = bench.freePort();
        ServerProcess primary = launch(bench, port);
        // The first answer says that one worker is ready, and half a cluster isn't what is to be measured.
        return awaited(bench, primary, port, "ready: " + jvms + " worker");
    }

    /** Starts it and returns as soon as any worker answers. */
    public RunningTarget startUntilFirstAnswer(Workbench bench) throws IOException, InterruptedException {
        int port = bench.freePort();
        return awaited(bench, launch(bench, port), port, "");
    }

    private RunningTarget awaited(Workbench bench, ServerProcess primary, int port, String printed)
            throws IOException, InterruptedException {
        try {
            bench.awaitAnswer(primary, port, printed);
            return new RunningTarget(name, port, primary, List.of());
        } catch (IOException e) {
            // A mode that is in the list of modes and not in the program yet: it says so, and has started nothing.
            if (primary.hasEndedWith(BAD_USAGE) && primary.hasPrinted("forward: " + forward)) {
                throw new NotAvailableException("not available yet: --forward=" + forward);
            }
            throw e;
        }
    }

    private ServerProcess launch(Workbench bench, int port) throws IOException {
        List<String> command = List.of(
                Executables.java().toString(),
                "-jar",
                bench.balancerJar().toString(),
                "--workers=" + jvms,
                "--policy=" + policy,
                "--forward=" + forward,
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
