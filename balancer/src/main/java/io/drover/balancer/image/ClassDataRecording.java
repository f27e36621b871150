/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.image;

import java.util.concurrent.CompletableFuture;

/** How the archive of an image comes out of the worker that records, once it is ready. */
public interface ClassDataRecording {
    /**
     * Begins; once only.
     *
     * @param pid of the worker's JVM
     * @return done when the worker can have connections, with or without an archive
     */
    CompletableFuture<Void> begin(long pid);

    /** Gives up what still goes on, and leaves nothing behind. Safe to call at any time, and more than once. */
    void cancel();
}
