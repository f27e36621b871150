/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

import io.drover.loadtest.process.ServerProcess;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * A target that answers.
 *
 * @param name of the target
 * @param port where, on the loopback address
 * @param front the process that accepts the connections: the primary of a cluster, or the proxy
 * @param behind the processes that were started for it besides
 */
public record RunningTarget(String name, int port, ServerProcess front, List<ServerProcess> behind)
        implements AutoCloseable {

    /** Copies what it is given. */
    public RunningTarget {
        behind = List.copyOf(behind);
    }

    /** Returns the address of a page. */
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Returns the process ids of the servers that the front gives connections to; none where it serves itself. */
    public List<Long> serverPids() {
        return Stream.concat(front.descendantPids().stream(), behind.stream().map(ServerProcess::pid))
                .toList();
    }

    /** Ends all of it, what clients are connected to first. */
    @Override
    public void close() {
        front.close();
        behind.forEach(ServerProcess::close);
    }
}
