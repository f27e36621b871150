/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

import io.drover.loadtest.process.Executables;
import io.drover.loadtest.process.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A TCP proxy in front of processes of the sample application.
 *
 * @param software which one
 * @param jvms how many processes are behind it, and how many threads it has itself
 */
public record ProxyTarget(ProxySoftware software, int jvms) implements Target {

    @Override
    public String name() {
        return software.program();
    }

    @Override
    public Optional<String> missingProgram() {
        return software.missing();
    }

    @Override
    public RunningTarget start(Workbench bench) throws IOException, InterruptedException {
        List<Integer> ports = new ArrayList<>();
        List<ServerProcess> backends = new ArrayList<>();
        for (int i = 0; i < jvms; i++) {
            ports.add(bench.freePort());
            backends.add(ProcessTarget.launch(bench, name() + "-backend-" + i, ports.get(i), 1));
        }
        for (int i = 0; i < jvms; i++) {
            bench.awaitAnswer(backends.get(i), ports.get(i));
        }
        int port = bench.freePort();
        String program = Executables.find(software.program()).orElseThrow().toString();
        ServerProcess proxy = bench.start(name(), software.command(program, bench, port, ports));
        bench.awaitAnswer(proxy, port);
        return new RunningTarget(name(), port, proxy, backends);
    }
}
