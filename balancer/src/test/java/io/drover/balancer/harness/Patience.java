/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.harness;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How tests wait for what no line of output tells. */
public final class Patience {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

    private Patience() {}

    /**
     * Waits as long as a loaded machine may need.
     *
     * @param what is waited for, in case it does not come
     */
    public static ConditionFactory await(String what) {
        return Awaitility.await(what)
                .atMost(OutputLines.PATIENCE)
                .pollInterval(POLL_INTERVAL)
                .pollDelay(Duration.ZERO);
    }
}
