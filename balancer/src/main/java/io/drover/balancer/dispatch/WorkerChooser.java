/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import io.drover.core.scheduling.Candidates;
import io.drover.core.scheduling.SchedulingPolicy;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks a policy, which may be the user's own code: a fault in it must not end the acceptor.
 *
 * <p>Threading: owned by the acceptor thread.
 */
public final class WorkerChooser {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(WorkerChooser.class);

    private final SchedulingPolicy policy;
    private boolean errorReported;

    public WorkerChooser(SchedulingPolicy policy) {
        this.policy = policy;
    }

    /**
     * Returns the index of the candidate that gets a connection.
     *
     * @param candidates at least one
     * @param clientKey of {@link io.drover.core.scheduling.ClientKey}
     */
    public int choose(Candidates candidates, long clientKey) {
        try {
            int index = policy.choose(candidates, clientKey);
            if (index >= 0 && index < candidates.count()) {
                return index;
            }
            report("chose " + index + " of " + candidates.count() + " candidates", null);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            report("failed", e);
        }
        return 0;
    }

    private void report(String what, @Nullable Throwable failure) {
        if (!errorReported) {
            errorReported = true;
            LOG.error("policy {} {}; the first candidate gets the connection (reported once)", policy, what, failure);
        }
    }
}
