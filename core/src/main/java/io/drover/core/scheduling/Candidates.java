/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

/**
 * The workers that may get a connection now: ready, not draining, with room in their lane.
 *
 * <p>Threading: valid on the acceptor thread, during one {@link SchedulingPolicy#choose} call.
 */
public interface Candidates {

    /** Returns how many there are, at least 1. */
    int count();

    /**
     * Returns the stable slot of a candidate; ascending with the index.
     *
     * @param index from 0 to {@code count() - 1}
     */
    int slot(int index);

    /**
     * Returns how many connections that were given to a candidate are still open: those it serves and those it has not
     * taken from its lane yet. For a worker that is still warming up (slow start) the count is raised, so that it gets
     * less than the others.
     *
     * @param index from 0 to {@code count() - 1}
     */
    long openConnections(int index);

    /**
     * Returns how many connections a candidate is to get in proportion to others, from 1, the default, to 256.
     *
     * @param index from 0 to {@code count() - 1}
     */
    default int weight(int index) {
        return 1;
    }

    /**
     * Tells whether weights may differ; false, the default, when all are the same. Asked once for a choice: policies keep
     * their simpler ways for equal weights.
     */
    default boolean isWeighted() {
        return false;
    }
}
