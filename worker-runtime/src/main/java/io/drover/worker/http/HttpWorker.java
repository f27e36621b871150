/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.http;

import io.drover.worker.WorkerRuntime;
import io.netty.channel.Channel;

/**
 * What the handlers of this package ask of the worker they are in.
 *
 * <p>Threading: called on event loops.
 */
public interface HttpWorker {

    /** Tells whether it drains. */
    boolean isDraining();

    /** Tells whether it drains and another worker would serve idle connections on. */
    boolean canHandBack();

    /**
     * Gives an idle connection to another worker, see {@link WorkerRuntime#handBack}.
     *
     * @return false, with nothing done, where nobody takes it
     */
    boolean handBack(Channel channel);

    /**
     * Counts requests that have been answered.
     *
     * @param count 0 or more
     */
    void countRequests(int count);

    /** Returns the worker that this process is. */
    static HttpWorker of(WorkerRuntime runtime) {
        return new HttpWorker() {
            @Override
            public boolean isDraining() {
                return runtime.isDraining();
            }

            @Override
            public boolean canHandBack() {
                return runtime.canHandBack();
            }

            @Override
            public boolean handBack(Channel channel) {
                return runtime.handBack(channel);
            }

            @Override
            public void countRequests(int count) {
                runtime.countRequests(count);
            }
        };
    }
}
