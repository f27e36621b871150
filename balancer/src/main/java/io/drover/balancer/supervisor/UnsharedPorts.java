/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.core.config.ListenAddress;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Why a worker has a port for itself that it was to share, and what the user can do about it.
 *
 * <p>Threading: immutable; safe from any thread.
 */
final class UnsharedPorts {
    /** What the kernel says of a port that somebody has (EADDRINUSE, errno(3)), and most servers in their own words. */
    private static final String IN_USE = "already in use";

    private final List<ListenAddress> listen;

    /**
     * Knows what is to be shared.
     *
     * @param listen the only addresses to share; empty for all
     */
    UnsharedPorts(List<ListenAddress> listen) {
        this.listen = listen;
    }

    /** Returns what is missing for a worker that never joined the cluster. */
    static String withoutAgent() {
        return "it never joined: the application must use WorkerRuntime.join(), or run with the agent";
    }

    /** Returns what a worker that has joined, but shares no port, is found to do instead. */
    String describe(WorkerHandle worker) {
        Set<Integer> ports = OwnPorts.of(worker.name().pid());
        return ports.isEmpty() ? "it listens on no port" : "it listens on " + shown(ports) + reason(ports);
    }

    /**
     * Returns who has the port that a worker could not bind, to go behind the reason of its end; empty where it ended for
     * another one.
     *
     * @param lastLines its last output
     * @param others workers that may have it
     */
    String holder(List<String> lastLines, Collection<WorkerHandle> others) {
        if (lastLines.stream().noneMatch(line -> line.contains(IN_USE))) {
            return "";
        }
        return others.stream().map(this::holding).collect(Collectors.joining());
    }

    private String holding(WorkerHandle worker) {
        Set<Integer> ports =
                worker.isStranger() ? Set.of() : OwnPorts.of(worker.name().pid());
        if (ports.isEmpty()) {
            return "";
        }
        return "; worker " + worker.workerId() + " listens on " + shown(ports) + " alone"
                + (worker.hasJoined() ? reason(ports) : ", " + withoutAgent());
    }

    private String reason(Set<Integer> ports) {
        if (!listen.isEmpty() && listen.stream().map(ListenAddress::port).noneMatch(ports::contains)) {
            return ", which no --listen names";
        }
        return " by a way that the agent does not know (expected: sockets of the JDK, or Netty's epoll transport;"
                + " other servers run with --exec)";
    }

    private static String shown(Set<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
