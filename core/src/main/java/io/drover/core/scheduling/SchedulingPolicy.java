/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.scheduling;

/**
 * Chooses the worker that gets a connection.
 *
 * <p>A policy of your own is a public class with a public constructor without arguments, selected by
 * {@code --policy=its.full.Name}. Each listener gets an instance of its own, which may keep state: it is only ever
 * called by one thread. The call stands on the path of every connection, so it should neither allocate nor block.
 */
public interface SchedulingPolicy {

    /**
     * Chooses among the workers that may get the connection now.
     *
     * @param candidates at least one worker, in ascending order of slot; valid during this call only
     * @param clientKey the client's address as {@link ClientKey} makes it: equal for connections that a sticky policy
     *     must keep together
     * @return an index from 0 to {@code candidates.count() - 1}; anything else, or an exception, is treated as an
     *     error of the policy and the first candidate gets the connection
     */
    int choose(Candidates candidates, long clientKey);
}
