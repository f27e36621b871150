/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

import java.io.IOException;
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
        return software.label();
    }

    @Override
    public Optional<String> missingProgram() {
        return software.missing();
    }

    @Override
    public RunningTarget start(Workbench bench) throws IOException, InterruptedException {
        AppServers servers = AppServers.start(bench, name() + "-backend", jvms);
        RunningTarget relay = new RelayTarget(software, servers).start(bench);
        return new RunningTarget(name(), relay.port(), relay.front(), servers.processes());
    }
}
