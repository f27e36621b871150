/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a container does to process ids: a cluster whose primary is process 1, by unshare(1).
 *
 * @param first the id by which the rest of the machine knows the primary
 */
public record PidNamespace(long first) {
    /** What dies with whom it was started by leaves nothing behind when a test fails. */
    private static final List<String> UNSHARE = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");

    /** Tells whether this process may make one. */
    public static boolean isPossible() {
        return Unshare.isPossible(UNSHARE);
    }

    /** Returns the command that makes one and has the program behind it be process 1. */
    public static String[] command() {
        return UNSHARE.toArray(String[]::new);
    }

    /** Returns that of a cluster that was started through {@link #command}. */
    public static PidNamespace of(Cluster cluster) {
        List<Long> children = childrenOf(cluster.pid());
        if (children.size() != 1) {
            throw new AssertionError("children of unshare: " + children + " (expected: the primary)");
        }
        return new PidNamespace(children.get(0));
    }

    private static List<Long> childrenOf(long pid) {
        return ProcessHandle.of(pid)
                .orElseThrow()
                .children()
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Sends a signal to the primary. */
    public void signal(String name) {
        Signals.send(name, first);
    }

    /** Sends a signal to a child of the primary, by its id inside. */
    public void signal(String name, long pidInside) {
        long child = childrenOf(first).stream()
                .filter(pid -> idInside(pid).equals(Long.toString(pidInside)))
                .findAny()
                .orElseThrow();
        Signals.send(name, child);
    }

    private static String idInside(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("NSpid:"))
                    .map(line -> line.substring(line.lastIndexOf('\t') + 1))
                    .findAny()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells whether a process of that id inside is in the kernel's table, be it a zombie. */
    public boolean contains(long pidInside) {
        return Files.exists(Path.of("/proc", Long.toString(first), "root", "proc", Long.toString(pidInside)));
    }
}
