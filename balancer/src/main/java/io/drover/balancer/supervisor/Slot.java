/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import org.jspecify.annotations.Nullable;

/**
 * One place of the cluster, with the worker that has it now and, during a reload, the one that is to have it next.
 *
 * <p>Threading: owned by the supervisor thread.
 */
final class Slot {
    private final int index;
    private final RestartBackoff backoff;

    private @Nullable WorkerHandle current;
    private @Nullable WorkerHandle replacement;
    private int generation = 1;
    private long notBeforeNs;
    private boolean givenUp;
    private boolean retired;

    Slot(int index, RestartBackoff backoff, long nowNs) {
        this.index = index;
        this.backoff = backoff;
        this.notBeforeNs = nowNs;
    }

    int index() {
        return index;
    }

    RestartBackoff backoff() {
        return backoff;
    }

    /** Returns the worker in this slot: starting, ready, or still draining with none to follow. */
    @Nullable
    WorkerHandle current() {
        return current;
    }

    @Nullable
    WorkerHandle replacement() {
        return replacement;
    }

    int generation() {
        return generation;
    }

    void generation(int next) {
        generation = next;
    }

    void took(WorkerHandle worker) {
        current = worker;
    }

    void replaceBy(WorkerHandle worker) {
        replacement = worker;
    }

    /** The replacement is the slot's worker now; the one before goes on elsewhere until it has drained. */
    void promote() {
        current = replacement;
        replacement = null;
    }

    void dropReplacement() {
        replacement = null;
    }

    /** The slot's worker is gone. */
    void vacate(long nextStartNs) {
        current = null;
        notBeforeNs = nextStartNs;
    }

    boolean mayStart(long nowNs) {
        return current == null && !givenUp && !retired && nowNs - notBeforeNs >= 0;
    }

    /** The cluster has fewer slots now: nobody follows the worker that is here. */
    void retire() {
        retired = true;
    }

    boolean isRetired() {
        return retired;
    }

    /** The cluster has more slots again, this one among them. */
    void enlist(long nowNs) {
        retired = false;
        givenUp = false;
        notBeforeNs = nowNs;
    }

    void giveUp() {
        givenUp = true;
    }

    boolean isGivenUp() {
        return givenUp;
    }

    /** A reload brings a new chance. */
    void revive() {
        givenUp = false;
    }
}
