/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

import io.drover.loadtest.process.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes of the sample application with one event loop each, for proxies to stand in front of.
 *
 * @param processes all of them answer
 * @param ports of each, on the loopback address
 */
public record AppServers(List<ServerProcess> processes, List<Integer> ports) implements AutoCloseable {

    /** Copies what it is given. */
    public AppServers {
        processes = List.copyOf(processes);
        ports = List.copyOf(ports);
    }

    /**
     * Starts them and waits until each answers.
     *
     * @param name what their logs are called by
     */
    public static AppServers start(Workbench bench, String name, int count) throws IOException, InterruptedException {
        List<ServerProcess> processes = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ports.add(bench.freePort());
            processes.add(ProcessTarget.launch(bench, name + "-" + i, ports.get(i), 1));
        }
        for (int i = 0; i < count; i++) {
            bench.awaitAnswer(processes.get(i), ports.get(i));
        }
        return new AppServers(processes, ports);
    }

    /** Ends them. */
    @Override
    public void close() {
        processes.forEach(ServerProcess::close);
    }
}
