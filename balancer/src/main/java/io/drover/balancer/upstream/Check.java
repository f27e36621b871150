/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.upstream;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a server takes connections.
 *
 * <p>Threading: owned by the supervisor thread, on which its answers come.
 */
@FunctionalInterface
interface Check {

    /**
     * Looks, without blocking; done with what is wrong with the server, or with null. Fails where it could not look, as
     * without a free descriptor: that says nothing of the server.
     */
    CompletionStage<@Nullable String> of(Server server);
}
