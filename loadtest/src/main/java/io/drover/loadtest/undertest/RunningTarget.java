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
 * @param behind the servers that were started apart from it
 * @param owned what ends with it, in that order
 */
public record RunningTarget(
        String name, int port, ServerProcess front, List<ServerProcess> behind, List<ServerProcess> owned)
        implements AutoCloseable {

    /** Copies what it is given. */
    public RunningTarget {
        behind = List.copyOf(behind);
        owned = List.copyOf(owned);
    }

    /** Makes one that everything was started for; what clients are connected to ends first. */
    public RunningTarget(String name, int port, ServerProcess front, List<ServerProcess> behind) {
        this(
                name,
                port,
                front,
                behind,
                Stream.concat(Stream.of(front), behind.stream()).toList());
    }

    /** Returns the address of a page. */
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /**
     * Returns the process ids of the front. What it has started are its servers; where those were started apart, they
     * are processes that it shares its work with, as nginx does.
     */
    public List<Long> frontPids() {
        Stream<Long> itself = Stream.of(front.pid());
        return behind.isEmpty()
                ? itself.toList()
                : Stream.concat(itself, front.descendantPids().stream()).toList();
    }

    /** Returns the process ids of the servers that the front gives connections to; none where it serves itself. */
    public List<Long> serverPids() {
        return behind.isEmpty()
                ? front.descendantPids()
                : behind.stream().map(ServerProcess::pid).toList();
    }

    /** Ends what was started for it. */
    @Override
    public void close() {
        owned.forEach(ServerProcess::close);
    }
}
