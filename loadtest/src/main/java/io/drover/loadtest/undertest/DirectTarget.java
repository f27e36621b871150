/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

import java.util.List;

/**
 * The first of the servers behind proxies, without any of them.
 *
 * @param servers outlive it
 */
public record DirectTarget(AppServers servers) implements Target {
    /** For a table. */
    public static final String NAME = "direct";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public RunningTarget start(Workbench bench) {
        return new RunningTarget(
                NAME, servers.ports().get(0), servers.processes().get(0), List.of(), List.of());
    }
}
