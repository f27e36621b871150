/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import io.drover.core.control.WorkerEnvironment;
import java.io.IOException;
import java.util.Set;

/** Where there are upstreams there are no slots, and nothing is ever started. */
final class NoProcesses implements WorkerProcesses {
    @Override
    public Started start(WorkerEnvironment environment, boolean slotIsTaken) throws IOException {
        throw new IOException("there is nothing to start: upstreams run already");
    }

    @Override
    public void retainGenerations(Set<Integer> generations) {
        // There are none.
    }
}
