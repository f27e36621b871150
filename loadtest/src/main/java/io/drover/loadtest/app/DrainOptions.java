/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.app;

import io.drover.worker.WorkerRuntime;
import io.netty.channel.Channel;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * What a connection can do when the worker drains.
 *
 * @param draining whether it does
 * @param canHandBack whether another worker would serve idle connections on
 * @param handBack gives one to that worker; false where it does not take it
 */
record DrainOptions(BooleanSupplier draining, BooleanSupplier canHandBack, Predicate<Channel> handBack) {

    static DrainOptions of(WorkerRuntime runtime) {
        return new DrainOptions(runtime::isDraining, runtime::canHandBack, runtime::handBack);
    }

    /** Returns those of a server without other workers. */
    static DrainOptions alone(BooleanSupplier draining) {
        return new DrainOptions(draining, () -> false, channel -> false);
    }
}
