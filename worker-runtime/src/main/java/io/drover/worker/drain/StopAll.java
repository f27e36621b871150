/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.drain;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Stops several listeners and goes on when all have stopped. */
final class StopAll {
    private StopAll() {}

    static void of(List<Stoppable> listeners, Runnable then) {
        CompletableFuture<?>[] stopped = listeners.stream().map(Stoppable::stop).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(stopped).whenComplete((done, failure) -> then.run());
    }
}
