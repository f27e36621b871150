/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * How one address of an upstream is doing.
 *
 * @param upstream as the user wrote it
 * @param address that it has now; empty for a name that could not be looked up
 * @param weight how many connections it gets in proportion to others
 * @param state up, down, ejected, unresolved, or leaving: gone from its name, with connections that go on
 * @param openConnections given to it and not closed
 * @param connections given to it in all
 * @param relayed what went through these; null where it has no address
 */
public record UpstreamStatus(
        String upstream,
        String address,
        int weight,
        String state,
        long openConnections,
        long connections,
        @Nullable RelayStatus relayed) {}
