/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which workers have which listener open. A listener that every worker has closed is closed; one whose workers have died
 * waits for the next.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class ListenerUsers {
    private final Map<Integer, Set<Long>> users = new HashMap<>();
    private final Map<Integer, Long> openers = new HashMap<>();
    private final Map<Integer, Integer> unusedForMs = new HashMap<>();

    /** A worker has had a listener opened. */
    void opened(int listenerId, long workerId) {
        openers.put(listenerId, workerId);
    }

    /** Tells whether a worker is the one that has had a listener opened: what it asks for counts. */
    boolean isOpener(int listenerId, long workerId) {
        return openers.getOrDefault(listenerId, 0L) == workerId;
    }

    /** A worker uses a listener from now on. */
    void joined(int listenerId, long workerId) {
        users.computeIfAbsent(listenerId, id -> new HashSet<>()).add(workerId);
    }

    /** Tells whether a worker uses a listener. */
    boolean uses(int listenerId, long workerId) {
        return users.getOrDefault(listenerId, Set.of()).contains(workerId);
    }

    /** A worker has closed a listener; returns whether it was the last that had it. */
    boolean left(int listenerId, long workerId) {
        Set<Long> left = users.getOrDefault(listenerId, Set.of());
        return left.remove(workerId) && left.isEmpty();
    }

    /** A listener is closed: its id is never given out again. */
    void closed(int listenerId) {
        users.remove(listenerId);
        openers.remove(listenerId);
        unusedForMs.remove(listenerId);
    }

    /**
     * Looks which listeners have no worker.
     *
     * @param tickMs since the last look
     * @param graceMs how long one may have none before it is named
     * @return the ids of those that have had none for longer
     */
    List<Integer> unused(int tickMs, int graceMs) {
        List<Integer> unused = new ArrayList<>();
        users.forEach((listenerId, ids) -> {
            int forMs = ids.isEmpty() ? unusedForMs.merge(listenerId, tickMs, Integer::sum) : 0;
            if (ids.isEmpty() && forMs > graceMs) {
                unused.add(listenerId);
            } else if (!ids.isEmpty()) {
                unusedForMs.remove(listenerId);
            }
        });
        return unused;
    }

    /** A worker is gone, which closes nothing. */
    void forget(long workerId) {
        users.values().forEach(ids -> ids.remove(workerId));
    }
}
