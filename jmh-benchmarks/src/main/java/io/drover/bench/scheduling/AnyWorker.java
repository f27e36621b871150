/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.bench.scheduling;

import io.drover.core.scheduling.Candidates;
import io.drover.core.scheduling.SchedulingPolicy;

/**
 * The cheapest policy that still gives connections to all workers. It looks at none of them, so what it costs is what
 * the benchmark itself costs. Selected by its full name, as a user's policy is.
 */
public final class AnyWorker implements SchedulingPolicy {

    @Override
    public int choose(Candidates candidates, long clientKey) {
        // The upper half of the key as a fraction of 2^32, times the count: no division.
        return (int) (((clientKey >>> 32) * candidates.count()) >>> 32);
    }
}
