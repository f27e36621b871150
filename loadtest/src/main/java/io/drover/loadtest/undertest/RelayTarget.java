/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

import io.drover.loadtest.process.ServerProcess;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A TCP proxy in front of servers that others stand in front of, too.
 *
 * @param software which one
 * @param servers outlive it
 */
public record RelayTarget(ProxySoftware software, AppServers servers) implements Target {

    @Override
    public String name() {
        return software.label();
    }

    @Override
    public int jvms() {
        return servers.processes().size();
    }

    @Override
    public Optional<String> missingProgram() {
        return software.missing();
    }

    @Override
    public RunningTarget start(Workbench bench) throws IOException, InterruptedException {
        int port = bench.freePort();
        ServerProcess proxy = bench.start(name(), software.command(bench, port, servers.ports()));
        bench.awaitAnswer(proxy, port);
        return new RunningTarget(name(), port, proxy, servers.processes(), List.of(proxy));
    }
}
