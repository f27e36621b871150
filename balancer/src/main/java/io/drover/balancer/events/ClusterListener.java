/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.events;

/**
 * Is told of every event of a cluster.
 *
 * <p>Threading: called on the supervisor thread, which must not be held up.
 */
@FunctionalInterface
public interface ClusterListener {

    /** Something has happened. */
    void onEvent(ClusterEvent event);
}
