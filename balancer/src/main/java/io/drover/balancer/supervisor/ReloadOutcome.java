/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import org.jspecify.annotations.Nullable;

/**
 * How a reload ended.
 *
 * @param generation it was to bring
 * @param failure why it was given up, or null when every worker has been replaced
 */
public record ReloadOutcome(int generation, @Nullable String failure) {}
