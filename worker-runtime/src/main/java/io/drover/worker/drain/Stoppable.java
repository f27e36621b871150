/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.drain;

import java.util.concurrent.CompletableFuture;

/** Something that takes connections and can be told to take no more. */
public interface Stoppable {

    /** Takes no more connections; what it has taken goes on. Done when no more can come. Safe to call twice. */
    CompletableFuture<?> stop();
}
