/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster ended.
 *
 * @param failure why it could not go on, or null when it was stopped
 * @param lastLines what the worker printed last whose failure it was
 */
public record ClusterEnd(@Nullable String failure, List<String> lastLines) {
    public ClusterEnd {
        lastLines = List.copyOf(lastLines);
    }
}
